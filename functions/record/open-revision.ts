import type { Transaction } from '../platform/database/client.ts';
import {
  Prisma,
  type Revision,
  type StepName,
  type StepRun,
  type Study,
} from '../platform/database/generated/client.ts';
import type { Caller } from './caller.ts';
import { type StatedReading, storedReading } from './stated-reading.ts';
import { inStepOrder, isFinished } from './steps.ts';

/** The next version of a study. */
export interface NextRevision {
  /** The first step that it runs anew. */
  readonly from: StepName;
  readonly reason: string;
  /** How to read the page from now on. */
  readonly stated: StatedReading;
  /** The page that it reads; null where it is to be found. */
  readonly page: number | null;
}

/** The newest revision of a study. */
export function newestRevision(tx: Transaction, { id: studyId, currentRevision: number }: Study): Promise<Revision> {
  return tx.revision.findUniqueOrThrow({ where: { studyId_number: { studyId, number } } });
}

/**
 * Makes the next revision of a locked study: finished steps before `from` carried by reference, the others waiting.
 * Answers the steps that wait. A recording has no page: a change of how to read it is only recorded.
 */
export async function openRevision(
  tx: Transaction,
  { principalId }: Caller,
  study: Study,
  { from, reason, stated, page }: NextRevision,
): Promise<StepName[]> {
  const { tenantId, id: studyId, currentRevision } = study;
  const runs = inStepOrder(await tx.stepRun.findMany({ where: { tenantId, studyId, revision: currentRevision } }));
  const isSkipped = runs.some((run) => run.step === from && run.state === 'skipped');
  const wanted = runs.findIndex((run) => run.step === (isSkipped ? 'record' : from));
  const unfinished = runs.findIndex((run) => !isFinished(run.state));
  const first = unfinished === -1 ? wanted : Math.min(wanted, unfinished);
  const number = currentRevision + 1;
  await tx.revision.create({
    data: {
      tenantId,
      studyId,
      number,
      fromStep: runs[first]?.step ?? from,
      reason,
      page,
      stated: storedReading(stated),
      principalId,
    },
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
