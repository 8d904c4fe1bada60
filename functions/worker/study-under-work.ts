import type { StudyAtWork } from '../pipeline.ts';
import type { StepRun, Study } from '../platform/database/generated/client.ts';
import { recheck } from '../read/settle/recheck.ts';
import { correctionsOf } from '../record/corrections.ts';
import type { RecordStore } from '../record/record-store.ts';
import type { StudyResults } from '../record/results.ts';
import { digitizeOptionsOf, statedOf } from '../record/stated-reading.ts';
import { loadStepOutput, type OutputStep, type StepOutputs } from '../record/step-output.ts';

/** A revision of a study with its finished steps, as the pipeline's steps and the step *record* take it. */
export interface StudyUnderWork extends StudyAtWork {
  readonly revision: number;
  /** Everything that was found; throws while a step is missing. */
  results(): Promise<StudyResults>;
}

/** Loads what a step may ask for when it asks, and each thing once. `memory` keeps outputs between steps of one run. */
export async function studyUnderWork(
  record: RecordStore,
  study: Study & { readonly source: { readonly sha256: string } },
  runs: readonly StepRun[],
  memory: Map<string, unknown>,
): Promise<StudyUnderWork> {
  const { tenantId, id: studyId, currentRevision: revision } = study;
  const corrections = await correctionsOf(record.db, tenantId, { studyId, revision });
  const { page, ...row } = await record.db.revision.findUniqueOrThrow({
    where: { studyId_number: { studyId, number: revision } },
    select: { page: true, stated: true },
  });

  const remembered = async <T>(key: string, load: () => Promise<T>): Promise<T> => {
    if (!memory.has(key)) memory.set(key, await load());
    return memory.get(key) as T;
  };
  const output = async <S extends OutputStep>(step: S): Promise<StepOutputs[S] | null> => {
    const address = runs.find((run) => run.step === step && run.state === 'done')?.outputSha256;
    return address ? remembered(address, () => loadStepOutput<S>(record, address)) : null;
  };
  const needed = async <S extends OutputStep>(step: S): Promise<StepOutputs[S]> => {
    const found = await output(step);
    if (found === null) throw new Error(`the step ${step} left no output`);
    return found;
  };
  const corrected = new Map([...corrections].map(([name, { value }]) => [name, value]));
  return {
    page,
    stated: digitizeOptionsOf(statedOf(row)),
    revision,
    bytes: () => remembered('bytes', () => record.blobs.get(study.source.sha256)),
    output,
    corrections: corrected,
    identity: null,
    get decoded() {
      return (memory.get('decoded') as StudyAtWork['decoded']) ?? null;
    },
    set decoded(page) {
      memory.set('decoded', page);
    },
    results: async () => {
      const printed = await output('read');
      return {
        tenantId,
        studyId,
        revision,
        ingested: await needed('ingest'),
        digitized: await output('digitize'),
        printed: printed && recheck(printed, corrected),
        measured: await needed('measure'),
        inferred: await needed('infer'),
        corrections,
      };
    },
  };
}
