import type { StepName, Study } from '../platform/database/generated/client.ts';
import { fail, ok, type Result } from '../problems.ts';
import { appendAudit } from './audit.ts';
import { type Caller, requireRole } from './caller.ts';
import { appendEvent } from './events.ts';
import { lockStudy } from './lock-study.ts';
import type { RecordStore } from './record-store.ts';
import { inStepOrder } from './steps.ts';
import { transact } from './transact.ts';

/** A study that was changed, and the steps that will run because of it. */
export interface StudyChange {
  readonly study: Study;
  readonly rerun: StepName[];
}

/** Runs a failed step again, and those after it. Problems: NOT_FOUND, STEP_NOT_RETRYABLE. */
export function retryStep(
  record: RecordStore,
  caller: Caller,
  { studyId, step }: { studyId: string; step: StepName },
): Promise<Result<StudyChange>> {
  requireRole(caller, 'uploader', 'reader', 'signer');
  return transact(record.db, async (tx) => {
    const { tenantId } = caller;
    const study = await lockStudy(tx, tenantId, studyId);
    if (!study) return fail('NOT_FOUND');
    const revision = study.currentRevision;
    const runs = inStepOrder(await tx.stepRun.findMany({ where: { tenantId, studyId, revision } }));
    const position = runs.findIndex((run) => run.step === step);
    if (runs[position]?.state !== 'failed') return fail('STEP_NOT_RETRYABLE');
    const rerun = runs.slice(position).filter((run) => run.state !== 'skipped');
    await tx.stepRun.updateMany({
      where: { tenantId, id: { in: rerun.map((run) => run.id) } },
      data: { state: 'waiting', startedAt: null, finishedAt: null },
    });
    const changed = await tx.study.update({
      where: { id: studyId, tenantId },
      data: { state: 'processing', problemCode: null },
    });
    await record.queue.enqueue(tx, { tenantId, studyId }, changed.acuity);
    await appendAudit(tx, caller, {
      action: 'step.retried',
      subjectType: 'study',
      subjectId: studyId,
      detail: { step, revision },
    });
    await appendEvent(tx, { tenantId, type: 'study.changed', studyId, payload: { state: changed.state, revision } });
    return ok({ study: changed, rerun: rerun.map((run) => run.step) });
  });
}
