import { PIPELINE, type Stages } from '../pipeline.ts';
import type { Source, StepRun } from '../platform/database/generated/client.ts';
import { fail, ok, type Result } from '../problems.ts';
import { identityWrite } from '../record/identity.ts';
import type { RecordStore } from '../record/record-store.ts';
import { type RecordWrite, recordStudy } from '../record/step.ts';
import { type OutputStep, type StepOutputs, storeStepOutput } from '../record/step-output.ts';
import type { BegunStep } from './step-ledger.ts';
import { type StudyUnderWork, studyUnderWork } from './study-under-work.ts';

/** What a step came to, ready to be written in the transaction that ends it. */
export interface StepEffect {
  readonly state: 'done' | 'skipped';
  readonly outputSha256: string | null;
  readonly timings?: object | undefined;
  readonly write?: RecordWrite;
}

/**
 * Runs a step that was begun. Its output is stored before this answers; nothing else is changed. `memory` keeps what
 * the steps of one run share. A Problem is the step's own; STEP_TIMEOUT after `limitMs`. Throws for passing reasons.
 */
export async function runStep(
  record: RecordStore,
  stages: Stages,
  begun: BegunStep,
  memory: Map<string, unknown>,
  limitMs: number,
): Promise<Result<StepEffect>> {
  const { study, run, runs } = begun;
  const work = await studyUnderWork(record, study, runs, memory);
  const step = PIPELINE.find(({ name }) => name === run.step);
  if (!step) return ok({ state: 'done', outputSha256: null, write: await recordStudy(record, await work.results()) });
  if (step.pagesOnly && (await work.output('ingest'))?.kind === 'signal') {
    return ok({ state: 'skipped', outputSha256: null });
  }
  const result = await withLimit(step.run(work, stages), limitMs);
  if (!result.ok) return result;
  const outputSha256 = await storeStepOutput(record, result.value);
  memory.set(outputSha256, result.value);
  return ok({
    state: 'done',
    outputSha256,
    timings: 'timings' in result.value ? result.value.timings : undefined,
    ...factsOf(record, begun, work, step.name, result.value),
  });
}

/** What a step found out beside its output goes into rows: about the file, which page holds the ECG, and whom it names. */
function factsOf(
  record: RecordStore,
  { study, run }: BegunStep,
  { page, identity }: Pick<StudyUnderWork, 'page' | 'identity'>,
  step: OutputStep,
  output: StepOutputs[OutputStep],
): { write?: RecordWrite } {
  if (step === 'ingest') return { write: sourceFacts(study.sourceId, study.tenantId, output as StepOutputs['ingest']) };
  if (step === 'read') return { write: identityWrite(record, study, identity ?? []) };
  if (step === 'digitize' && page === null) return { write: pageFound(run, output as StepOutputs['digitize']) };
  return {};
}

function pageFound({ studyId, tenantId, revision }: StepRun, { page }: StepOutputs['digitize']): RecordWrite {
  return async (tx) => {
    await tx.revision.update({ where: { studyId_number: { studyId, number: revision }, tenantId }, data: { page } });
    await tx.study.updateMany({ where: { id: studyId, tenantId, currentRevision: revision }, data: { page } });
  };
}

/** What the step *ingest* found out about the file goes into its row. */
function sourceFacts(id: Source['id'], tenantId: string, ingested: StepOutputs['ingest']): RecordWrite {
  const { mediaType } = ingested;
  const pages = ingested.kind === 'pages' ? ingested.pages.length : null;
  return async (tx) => {
    await tx.source.update({ where: { id, tenantId }, data: { mediaType, pages } });
  };
}

/**
 * Steps in threads are ended by the page pool; for the others this is the last resort against one that never answers:
 * the study goes on to fail, the forgotten work ends with the process.
 */
async function withLimit<T>(work: Promise<Result<T>>, limitMs: number): Promise<Result<T>> {
  const { promise: limit, resolve } = Promise.withResolvers<Result<T>>();
  const timer = setTimeout(() => resolve(fail('STEP_TIMEOUT', `The limit is ${limitMs / 1000} s.`)), limitMs);
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
