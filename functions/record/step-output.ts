import type { Digitized } from '../digitize/types.ts';
import type { Inferred } from '../infer/types.ts';
import type { Ingested } from '../ingest/types.ts';
import type { Measured } from '../measure/types.ts';
import { packJson, unpackJson } from '../platform/packed-json.ts';
import type { PrintedFacts } from '../read/types.ts';
import type { Caller } from './caller.ts';
import type { RecordStore } from './record-store.ts';
import type { RevisionKey } from './study-parts.ts';

/** What each step leaves for those after it. The step *record* leaves rows. */
export interface StepOutputs {
  readonly ingest: Ingested;
  readonly digitize: Digitized;
  readonly read: PrintedFacts;
  readonly measure: Measured;
  readonly infer: Inferred;
}

/** A step with an output. */
export type OutputStep = keyof StepOutputs;

/** Stores a step's output and answers its address. */
export async function storeStepOutput<S extends OutputStep>(
  record: Pick<RecordStore, 'blobs'>,
  output: StepOutputs[S],
): Promise<string> {
  return (await record.blobs.put(await packJson(output))).sha256;
}

/** Reads a step's output by its address. */
export async function loadStepOutput<S extends OutputStep>(
  record: Pick<RecordStore, 'blobs'>,
  sha256: string,
): Promise<StepOutputs[S]> {
  return (await unpackJson(await record.blobs.get(sha256))) as StepOutputs[S];
}

/** The output of a step of a revision; null while there is none, and for other tenants' studies. */
export async function readStepOutput<S extends OutputStep>(
  record: RecordStore,
  caller: Caller,
  { studyId, revision }: RevisionKey,
  step: S,
): Promise<StepOutputs[S] | null> {
  const run = await record.db.stepRun.findFirst({
    where: { tenantId: caller.tenantId, studyId, revision, step, state: 'done' },
    select: { outputSha256: true },
  });
  return run?.outputSha256 ? loadStepOutput<S>(record, run.outputSha256) : null;
}
