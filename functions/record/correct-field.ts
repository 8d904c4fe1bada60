import type { Transaction } from '../platform/database/client.ts';
import { Prisma, type StepName, type Study } from '../platform/database/generated/client.ts';
import { fail, ok, type Result } from '../problems.ts';
import { type FieldName, IDENTITY_FIELDS } from '../read/types.ts';
import { appendAudit } from './audit.ts';
import { type Caller, requireRole } from './caller.ts';
import { correctedValue, fieldNamed } from './correctable-fields.ts';
import { appendEvent } from './events.ts';
import { lockStudy } from './lock-study.ts';
import { newestRevision, openRevision } from './open-revision.ts';
import type { RecordStore } from './record-store.ts';
import type { StudyChange } from './retry-step.ts';
import { type StatedReading, statedOf } from './stated-reading.ts';
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
 * (`rerunFrom`, the pipeline's) and carries the outputs of the steps before. No later reading overwrites it. A corrected
 * paper speed or gain is also stated for *digitize*. Fields that lead to the patient are for signers, who alone see them.
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
    if (IDENTITY_FIELDS.has(name)) requireRole(caller, 'signer');
    const value = correctedValue(name, correction.value);
    if (value === undefined) return fail('INPUT_INVALID', `The value does not fit ${name}.`);
    if ((correction.reason?.length ?? 0) > MAX_REASON_LENGTH)
      return fail('INPUT_INVALID', 'The reason has at most 500 characters.');
    const study = await lockStudy(tx, tenantId, correction.studyId);
    if (!study) return fail('NOT_FOUND');
    if (study.currentRevision !== correction.expectedRevision) return fail('STALE_REVISION');
    const newest = await newestRevision(tx, study);
    const runs = await openRevision(tx, caller, study, {
      from: rerunFrom(name),
      reason: correction.reason ?? `${name} corrected`,
      stated: restated(statedOf(newest), name, value),
      page: newest.page,
    });
    await storeCorrection(tx, study, name, value);
    return ok(await announce(record, tx, caller, study, name, runs));
  });
}

/** Speed and gain are what the page was digitized by: a corrected one is stated from now on, and no longer with no value. */
function restated(stated: StatedReading, name: FieldName, value: unknown): StatedReading {
  if (name !== 'speedMmPerS' && name !== 'gainMmPerMv') return stated;
  const { [name]: _, ...others } = stated;
  return typeof value === 'number' ? { ...others, [name]: value } : others;
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
