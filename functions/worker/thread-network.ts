import { openPageNetwork } from '../digitize/networks/open-page-network.ts';
import type { PageNetwork } from '../digitize/page-network/page-network.ts';
import { readConfig } from '../platform/config.ts';
import { ModelUnavailableError } from '../platform/model-files.ts';

let opening: Promise<PageNetwork | null> | null = null;

/**
 * The page network of this thread, loaded at the first call and kept; null where the model is missing or was altered: pages are then
 * read by classical means, and `ecgraph doctor` says why.
 */
export function threadNetwork(): Promise<PageNetwork | null> {
  opening ??= openPageNetwork(readConfig().modelsDir).catch((error: unknown) => {
    if (error instanceof ModelUnavailableError) return null;
    throw error;
  });
  return opening;
}
