/** Shared by a pool and one call's thread: says whether the thread is inside native code, where ending it would take the whole process along. */
export type NativeGuard = Int32Array<SharedArrayBuffer>;

const FREE = 0;
const INSIDE = 1;
const ENDING = 2;

/** A guard for one call. */
export function createNativeGuard(): NativeGuard {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Runs native work during which the thread is not ended. Throws when the call is to end already. */
export async function insideNative<T>(guard: NativeGuard, work: () => Promise<T>): Promise<T> {
  if (Atomics.compareExchange(guard, 0, FREE, INSIDE) !== FREE) throw new Error('the call was ended');
  try {
    return await work();
  } finally {
    Atomics.store(guard, 0, FREE);
  }
}

/** Claims the thread for ending; false while it is inside native code. */
export function claimForEnding(guard: NativeGuard): boolean {
  return Atomics.compareExchange(guard, 0, FREE, ENDING) !== INSIDE;
}
