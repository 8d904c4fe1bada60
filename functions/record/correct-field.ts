import type { Transaction } from '../platform/database/client.ts';
import { Prisma, type StepName, type StepRun, type Study } from '../platform/database/generated/client.ts';
import { fail, ok, type Result } from '../problems.ts';
import type { FieldName } from '../read/types.ts';
import { appendAudit } from './audit.ts';
import { type Caller, requireRole } from './caller.ts';
import { correctedValue, fieldNamed } from './correctable-fields.ts';
import { appendEvent } from './events.ts';
import { lockStudy } from './lock-study.ts';
import type { RecordStore } from './record-store.ts';
import type { StudyChange } from './retry-step.ts';
import { inStepOrder, isFinished } from './steps.ts';
import { transact } from './transact.ts';

/** A correction of a printed field. */
export interface FieldCorrection {
  readonly studyId: string;
  readonly name: string;
  /** Null states that the page does not print it. */
  readonly value: unknown;
  /** The revision that the caller saw. */
  readonly expectedRevision: number;
  readonly reason?: string;
}

const MAX_REASON_LENGTH = 500;

/**
 * Corrects a printed field in a new revision, which runs anew from the first step that depends on the field
 * (`rerunFrom`, the pipeline's) and carries the outputs of the steps before. No later reading overwrites it.
 * Problems: INPUT_INVALID, NOT_FOUND, STALE_REVISION.
 */
export function correctField(
  record: RecordStore,
  caller: Caller,
  correction: FieldCorrection,
  rerunFrom: (field: FieldName) => StepName,
): Promise<Result<StudyChange>> {
  requireRole(caller, 'reader', 'signer');
  return transact(record.db, async (tx) => {
    const { tenantId } = caller;
    const name = fieldNamed(correction.name);
    if (!name) return fail('INPUT_INVALID', 'There is no field of that name.');
    const value = correctedValue(name, correction.value);
    if (value === undefined) return fail('INPUT_INVALID', `The value does not fit ${name}.`);
    if ((correction.reason?.length ?? 0) > MAX_REASON_LENGTH)
      return fail('INPUT_INVALID', 'The reason has at most 500 characters.');
    const study = await lockStudy(tx, tenantId, correction.studyId);
    if (!study) return fail('NOT_FOUND');
    if (study.currentRevision !== correction.expectedRevision) return fail('STALE_REVISION');
    const runs = await openRevision(tx, caller, study, rerunFrom(name), correction.reason ?? `${name} corrected`);
    await storeCorrection(tx, study, name, value);
    return ok(await announce(record, tx, caller, study, name, runs));
  });
}

/** Makes the next revision: finished steps before `from` carried, the others waiting. Answers the steps that wait. */
async function openRevision(
  tx: Transaction,
  caller: Caller,
  study: Study,
  from: StepName,
  reason: string,
): Promise<StepName[]> {
  const { tenantId, id: studyId, currentRevision } = study;
  const runs = inStepOrder(await tx.stepRun.findMany({ where: { tenantId, studyId, revision: currentRevision } }));
  const wanted = runs.findIndex((run) => run.step === from);
  const unfinished = runs.findIndex((run) => !isFinished(run.state));
  const first = unfinished === -1 ? wanted : Math.min(wanted, unfinished);
  const number = currentRevision + 1;
  await tx.revision.create({
    data: { tenantId, studyId, number, fromStep: runs[first]?.step ?? from, reason, principalId: caller.principalId },
  });
  await tx.stepRun.createMany({
    data: runs.map((run, at) => (at < first ? carried(run, number) : fresh(run, number))),
  });
  return runs.slice(first).flatMap((run) => (run.state === 'skipped' ? [] : [run.step]));
}

function carried({ id: _, problem: __, timings, ...run }: StepRun, revision: number): Prisma.StepRunCreateManyInput {
  return { ...run, revision, carried: true, timings: timings ?? Prisma.DbNull };
}

function fresh({ tenantId, studyId, step, state }: StepRun, revision: number): Prisma.StepRunCreateManyInput {
  return { tenantId, studyId, step, revision, state: state === 'skipped' ? 'skipped' : 'waiting' };
}

async function storeCorrection(
  tx: Transaction,
  study: Study,
  name: FieldName,
  value: number | string | string[] | null,
): Promise<void> {
  const { tenantId, id: studyId, currentRevision } = study;
  const before = await tx.printedField.findUnique({
    where: { studyId_revision_name: { studyId, revision: currentRevision, name } },
  });
  await tx.printedField.create({
    data: {
      tenantId,
      studyId,
      revision: currentRevision + 1,
      name,
      value: value ?? Prisma.DbNull,
      text: before?.text ?? null,
      box: before?.box ?? Prisma.DbNull,
      reason: value === null ? 'absent' : null,
      source: 'edited',
    },
  });
}

async function announce(
  record: RecordStore,
  tx: Transaction,
  caller: Caller,
  study: Study,
  name: FieldName,
  rerun: StepName[],
): Promise<StudyChange> {
  const { tenantId, id: studyId } = study;
  const revision = study.currentRevision + 1;
  const changed = await tx.study.update({
    where: { id: studyId, tenantId },
    data: { currentRevision: revision, state: 'processing', problemCode: null },
  });
  await record.queue.enqueue(tx, { tenantId, studyId }, changed.acuity);
  await appendAudit(tx, caller, {
    action: 'field.corrected',
    subjectType: 'study',
    subjectId: studyId,
    detail: { field: name, revision },
  });
  await appendEvent(tx, { tenantId, type: 'study.corrected', studyId, payload: { field: name, revision, rerun } });
  return { study: changed, rerun };
}
