/** The samples that all signals know, as far as the shortest reaches. */
export function knownByAll(signals: readonly Float32Array[]): Uint32Array {
  const length = Math.min(...signals.map((mv) => mv.length));
  const kept = new Uint32Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) {
    let k = 0;
    while (k < signals.length && !Number.isNaN(signals[k]?.[i] as number)) k++;
    if (k === signals.length) kept[count++] = i;
  }
  return kept.subarray(0, count);
}
