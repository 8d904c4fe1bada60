import type { PageRedaction } from '../read/types.ts';
import type { Caller } from './caller.ts';
import type { RecordStore } from './record-store.ts';
import { readStepOutput } from './step-output.ts';
import type { RevisionKey } from './study-parts.ts';

/**
 * What is blanked on the page that a revision reads, for callers who may not know whose it is. Null where its print could not be
 * read, undefined while it has not been.
 */
export async function readRedaction(
  record: RecordStore,
  caller: Caller,
  key: RevisionKey,
): Promise<PageRedaction | null | undefined> {
  return (await readStepOutput(record, caller, key, 'read'))?.redaction;
}
