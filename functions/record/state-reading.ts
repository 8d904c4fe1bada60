import { boxOutside } from '../digitize/types.ts';
import type { Transaction } from '../platform/database/client.ts';
import type { StepName, Study } from '../platform/database/generated/client.ts';
import { fail, ok, type Result } from '../problems.ts';
import { appendAudit } from './audit.ts';
import { type Caller, requireRole } from './caller.ts';
import { appendEvent } from './events.ts';
import { once } from './idempotency.ts';
import { lockStudy } from './lock-study.ts';
import { newestRevision, openRevision } from './open-revision.ts';
import type { RecordStore } from './record-store.ts';
import type { StudyChange } from './retry-step.ts';
import { parseStatedReading, type StatedReading, statedOf } from './stated-reading.ts';
import { loadStepOutput } from './step-output.ts';
import { transact } from './transact.ts';

/** A person's statement of how a study's page is to be read. It replaces the one before; what it leaves out is inferred. */
export interface ReadingStatement {
  readonly studyId: string;
  /** The revision that the caller saw. */
  readonly expectedRevision: number;
  /** Fields of a `StatedReading`, as the caller gave them; none of them withdraws what was stated. */
  readonly reading: Readonly<Record<string, unknown>>;
  readonly reason?: string;
  readonly idempotencyKey?: string;
}

const MAX_REASON_LENGTH = 500;

/**
 * States how to read the page in a new revision that runs anew from *digitize*; what was found before is carried. The
 * statement holds for later corrections and retries, until another one replaces it.
 * Problems: INPUT_INVALID, LAYOUT_UNKNOWN, LEAD_UNKNOWN, LEAD_TWICE, BOX_OUTSIDE_PAGE, PAGE_NOT_FOUND, NO_PAGE, NOT_FOUND,
 * STALE_REVISION, IDEMPOTENCY_CONFLICT.
 */
export async function stateReading(
  record: RecordStore,
  caller: Caller,
  { studyId, expectedRevision, reading, reason, idempotencyKey }: ReadingStatement,
): Promise<Result<StudyChange>> {
  requireRole(caller, 'signer');
  const parsed = parseStatedReading(reading);
  if (!parsed.ok) return parsed;
  const stated = parsed.value;
  if ((reason?.length ?? 0) > MAX_REASON_LENGTH)
    return fail('INPUT_INVALID', `The reason has at most ${MAX_REASON_LENGTH} characters.`);
  const request = { operation: 'stateReading', studyId, expectedRevision, stated, reason: reason ?? null };
  const done = await transact(record.db, (tx) =>
    once(tx, caller, idempotencyKey, request, async () => {
      const study = await lockStudy(tx, caller.tenantId, studyId);
      if (!study) return fail('NOT_FOUND');
      if (study.currentRevision !== expectedRevision) return fail('STALE_REVISION');
      const page = await pageToRead(record, tx, study, stated);
      if (!page.ok) return page;
      const rerun = await openRevision(tx, caller, study, {
        from: 'digitize',
        reason: reason ?? (Object.keys(stated).length > 0 ? 'reading stated' : 'stated reading withdrawn'),
        stated,
        page: page.value,
      });
      await announce(record, tx, caller, study, { stated, page: page.value, rerun });
      return ok({ rerun: rerun.join(' ') });
    }),
  );
  if (!done.ok) return done;
  const study = await record.db.study.findUniqueOrThrow({ where: { id: studyId, tenantId: caller.tenantId } });
  return ok({ study, rerun: done.value.rerun.split(' ') as StepName[] });
}

/**
 * The page that the new revision reads: as stated now; where an earlier statement of it is withdrawn, as the sender named it; else
 * as before. Null where it is to be found. Refuses what cannot be on the pages that *ingest* saw.
 */
async function pageToRead(
  record: RecordStore,
  tx: Transaction,
  study: Study,
  stated: StatedReading,
): Promise<Result<number | null>> {
  const { tenantId, id: studyId, currentRevision: revision } = study;
  const before = await newestRevision(tx, study);
  const page = stated.page ?? (statedOf(before).page === undefined ? before.page : study.pageNamed);
  const run = await tx.stepRun.findFirst({ where: { tenantId, studyId, revision, step: 'ingest', state: 'done' } });
  if (!run?.outputSha256) return ok(page);
  const ingested = await loadStepOutput<'ingest'>(record, run.outputSha256);
  if (ingested.kind === 'signal') return fail('NO_PAGE');
  const { pages } = ingested;
  if (page !== null && page >= pages.length) return fail('PAGE_NOT_FOUND', `It has ${pages.length}, from 0.`);
  const facts = pages[page ?? 0];
  if (stated.blocks === undefined || facts === undefined) return ok(page);
  if (page === null && pages.length > 1) return fail('INPUT_INVALID', 'page: state which page the boxes are on.');
  return boxOutside(stated, facts) ?? ok(page);
}

async function announce(
  record: RecordStore,
  tx: Transaction,
  caller: Caller,
  study: Study,
  { stated, page, rerun }: { stated: StatedReading; page: number | null; rerun: readonly StepName[] },
): Promise<void> {
  const { tenantId, id: studyId } = study;
  const revision = study.currentRevision + 1;
  await tx.study.update({
    where: { id: studyId, tenantId },
    data: { currentRevision: revision, state: 'processing', problemCode: null, page: page ?? study.page },
  });
  await record.queue.enqueue(tx, { tenantId, studyId }, study.acuity);
  const names = Object.keys(stated);
  await appendAudit(tx, caller, {
    action: 'reading.stated',
    subjectType: 'study',
    subjectId: studyId,
    detail: { stated: names, revision },
  });
  await appendEvent(tx, {
    tenantId,
    type: 'study.restated',
    studyId,
    payload: { stated: names, revision, rerun: [...rerun] },
  });
}
