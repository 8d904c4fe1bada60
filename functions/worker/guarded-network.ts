import type { PageNetwork } from '../digitize/page-network/page-network.ts';
import { insideNative, type NativeGuard } from '../platform/native-guard.ts';

/** The network with its passes marked as native code: a thread that is ended amid one aborts the process. */
export function guardedNetwork(network: PageNetwork, guard: NativeGuard): PageNetwork {
  return {
    read: (...page) => insideNative(guard, () => network.read(...page)),
    readNames: (...words) => insideNative(guard, () => network.readNames(...words)),
    close: () => network.close(),
  };
}
