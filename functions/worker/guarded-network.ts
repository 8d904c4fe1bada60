import type { PageNetwork } from '../digitize/page-network/page-network.ts';
import { insideNative, type NativeGuard } from '../platform/native-guard.ts';

/** The network with its passes in so many threads and marked as native code: a thread that is ended amid one aborts the process. */
export function guardedNetwork(network: PageNetwork, guard: NativeGuard, threads: number): PageNetwork {
  return {
    read: (input, widthPx, heightPx) => insideNative(guard, () => network.read(input, widthPx, heightPx, threads)),
    readNames: (...words) => insideNative(guard, () => network.readNames(...words)),
    correctLines: (windows) => insideNative(guard, () => network.correctLines(windows)),
    close: () => network.close(),
  };
}
