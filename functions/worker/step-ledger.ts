import type { Transaction } from '../platform/database/client.ts';
import { Prisma, type StepRun, type Study } from '../platform/database/generated/client.ts';
import { type Problem, waitsForAPerson } from '../problems.ts';
import { appendEvent, type EventType } from '../record/events.ts';
import { lockStudy } from '../record/lock-study.ts';
import type { RecordStore } from '../record/record-store.ts';
import type { RecordWrite } from '../record/step.ts';
import { inStepOrder, isFinished } from '../record/steps.ts';

/** A step that was begun: whoever ends it shows its attempt, so that only the latest beginner can. */
export interface BegunStep {
  readonly study: Study & { readonly source: { readonly sha256: string } };
  readonly run: StepRun;
  /** All steps of the revision, in order. */
  readonly runs: readonly StepRun[];
}

/** Thrown when the step was begun by another worker meanwhile: this one's result must not count. */
export class LostStepError extends Error {
  override readonly name = 'LostStepError';
}

/**
 * Begins the first step of the current revision that is not finished: state running, attempt one higher, an event.
 * Null when nothing is left to do, or when the step failed and waits for a person.
 */
export function beginNextStep(record: RecordStore, tenantId: string, studyId: string): Promise<BegunStep | null> {
  return record.db.$transaction((tx) => begin(tx, tenantId, studyId));
}

/**
 * Ends a step that has its result, together with what it writes, and begins the next one, which it answers; null after
 * the last. Both happen in one transaction: nobody sees a study between two steps. Throws LostStepError when the step
 * is no longer ours.
 */
export function finishStep(
  record: RecordStore,
  run: StepRun,
  end: {
    readonly state: 'done' | 'skipped';
    readonly outputSha256: string | null;
    readonly timings?: object | undefined;
    readonly write?: RecordWrite;
  },
): Promise<BegunStep | null> {
  const { state, outputSha256, write } = end;
  return record.db.$transaction(async (tx) => {
    await endStep(tx, run, {
      state,
      outputSha256,
      problem: Prisma.DbNull,
      timings: end.timings ? { ...end.timings } : Prisma.DbNull,
    });
    await write?.(tx);
    await tellStep(tx, { ...run, state }, 'step.done');
    if (run.step === 'record') await tellStudy(tx, run);
    return begin(tx, run.tenantId, run.studyId);
  });
}

async function begin(tx: Transaction, tenantId: string, studyId: string): Promise<BegunStep | null> {
  const locked = await lockStudy(tx, tenantId, studyId);
  if (!locked) return null;
  const { currentRevision: revision } = locked;
  const runs = inStepOrder(await tx.stepRun.findMany({ where: { tenantId, studyId, revision } }));
  const next = runs.find((candidate) => !isFinished(candidate.state));
  if (!next || next.state === 'failed') return null;
  const run = await tx.stepRun.update({
    where: { id: next.id, tenantId },
    data: { state: 'running', attempt: { increment: 1 }, startedAt: new Date(), finishedAt: null },
  });
  const study = await tx.study.update({
    where: { id: studyId, tenantId },
    data: { state: 'processing' },
    include: { source: { select: { sha256: true } } },
  });
  await tellStep(tx, run, 'step.running');
  return { study, run, runs };
}

/**
 * Ends a step that failed for good; the study has failed with it until a person retries, or needs a review where the
 * problem goes away when a person states how to read the page.
 */
export async function failStep(record: RecordStore, run: StepRun, problem: Problem): Promise<void> {
  await record.db.$transaction(async (tx) => {
    await endStep(tx, run, { state: 'failed', problem: stored(problem) });
    await tx.study.updateMany({
      where: { id: run.studyId, tenantId: run.tenantId, currentRevision: run.revision },
      data: waitsForAPerson(problem.code)
        ? { state: 'needs_review', reviewReasons: [problem.message], problemCode: problem.code }
        : { state: 'failed', problemCode: problem.code },
    });
    await tellStep(tx, { ...run, state: 'failed' }, 'step.failed', problem.code);
    await tellStudy(tx, run);
  });
}

/** Notes that a step failed for a passing reason and will be begun again. */
export async function postponeStep(record: RecordStore, run: StepRun, problem: Problem): Promise<void> {
  await record.db.$transaction(async (tx) => {
    await endStep(tx, run, { state: 'retrying', problem: stored(problem) });
    await tellStep(tx, { ...run, state: 'retrying' }, 'step.retrying', problem.code);
  });
}

function stored({ candidates, ...said }: Problem): Prisma.InputJsonObject {
  return { ...said, ...(candidates === undefined ? {} : { candidates: [...candidates] }) };
}

async function endStep(tx: Transaction, run: StepRun, data: Prisma.StepRunUpdateManyMutationInput): Promise<void> {
  await lockStudy(tx, run.tenantId, run.studyId);
  const { count } = await tx.stepRun.updateMany({
    where: { id: run.id, tenantId: run.tenantId, state: 'running', attempt: run.attempt },
    data: { ...data, finishedAt: new Date() },
  });
  if (count !== 1) throw new LostStepError('the step was begun by another worker');
}

async function tellStep(tx: Transaction, run: StepRun, type: EventType, problemCode?: string): Promise<void> {
  const { tenantId, studyId, step, revision, attempt, state } = run;
  const code = problemCode === undefined ? {} : { problemCode };
  await appendEvent(tx, { tenantId, type, studyId, payload: { step, state, revision, attempt, ...code } });
}

async function tellStudy(tx: Transaction, { tenantId, studyId, revision }: StepRun): Promise<void> {
  const study = await tx.study.findUniqueOrThrow({ where: { id: studyId, tenantId }, select: { state: true } });
  await appendEvent(tx, { tenantId, type: 'study.changed', studyId, payload: { state: study.state, revision } });
}

/** The step that is running, or about to be retried, in the study's current revision; null when none is. */
export async function openStep(record: RecordStore, tenantId: string, studyId: string): Promise<StepRun | null> {
  const study = await record.db.study.findFirst({
    where: { id: studyId, tenantId },
    select: { currentRevision: true },
  });
  if (!study) return null;
  return record.db.stepRun.findFirst({
    where: { tenantId, studyId, revision: study.currentRevision, state: 'running' satisfies StepRun['state'] },
  });
}

/** The name of the lock that a worker holds while it works on a study. */
export function studyLock(studyId: string): string {
  return `study ${studyId}`;
}
