import { fail, ok, type Result } from '../../problems.ts';
import type { IdentityRegion } from '../../read/types.ts';
import type { Caller } from '../../record/caller.ts';
import { readRedaction } from '../../record/read-redaction.ts';
import type { RecordStore } from '../../record/record-store.ts';
import type { ShownStudy } from '../shown-study.ts';

/**
 * What is blanked on the page of a study. Problems: PAGE_NOT_REDACTED while its print is not read, which of another page than the
 * study's is never; TEXT_UNREADABLE where too little of it could be read.
 */
export async function blankedRegions(
  record: RecordStore,
  caller: Caller,
  { id: studyId, page, pageRead, shownRevision: revision }: ShownStudy,
): Promise<Result<readonly IdentityRegion[]>> {
  const redaction = page === pageRead ? await readRedaction(record, caller, { studyId, revision }) : undefined;
  if (redaction === undefined) return fail('PAGE_NOT_REDACTED');
  return redaction === null ? fail('TEXT_UNREADABLE') : ok(redaction.regions);
}
