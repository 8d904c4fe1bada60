import type { Caller } from '../record/caller.ts';
import { readStudy } from '../record/read-study.ts';
import type { RecordStore } from '../record/record-store.ts';
import { recordedRevisionsOf } from '../record/study-parts.ts';
import type { StudyRow } from './views.ts';

/**
 * A study with the revision whose results are shown: the newest that is recorded, so that they stay in sight while a
 * correction is worked in; the first one while there is none. `page` is the page that this revision reads.
 */
export interface ShownStudy extends StudyRow {
  readonly shownRevision: number;
  /** The page that this revision reads; `page` may be another one that was asked for. */
  readonly pageRead: number;
}

/** The study as it is shown; null when the tenant has none of that id. */
export async function readShownStudy(record: RecordStore, caller: Caller, id: string): Promise<ShownStudy | null> {
  const study = await readStudy(record, caller, id);
  if (!study) return null;
  const [recorded] = await recordedRevisionsOf(record, caller, [id]);
  const shownRevision = recorded ?? study.currentRevision;
  const read = await record.db.revision.findUniqueOrThrow({
    where: { studyId_number: { studyId: id, number: shownRevision }, tenantId: caller.tenantId },
    select: { page: true },
  });
  const page = read.page ?? study.page;
  return { ...study, page, pageRead: page, shownRevision };
}
