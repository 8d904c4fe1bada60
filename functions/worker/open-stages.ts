import { type InferenceRuntime, loadInferenceRuntime } from '../infer/runtime.ts';
import { infer } from '../infer/step.ts';
import { measure } from '../measure/step.ts';
import type { Stages } from '../pipeline.ts';
import type { Config } from '../platform/config.ts';
import { ModelUnavailableError } from '../platform/model-files.ts';
import { createPagePool } from '../platform/page-pool.ts';
import { ok, type Result } from '../problems.ts';
import { readScale } from '../read/read-scale.ts';
import { createOcrPool } from '../read/recognise/ocr-pool.ts';
import { readPage } from '../read/step.ts';

/** Stages with the threads, recognisers and models behind them. */
export interface OpenStages extends Stages {
  close(): Promise<void>;
}

/**
 * Opens the real stages. Pages are decoded and digitized in threads; recognisers and models are loaded once and shared.
 * Models that cannot be loaded do not stop the others: the step *infer* then ends with the reason, which a person can
 * remove and retry.
 */
export async function openStages(config: Config): Promise<OpenStages> {
  const models = shareModels(config);
  await models.get();
  const pages = createPagePool({
    jobs: config.pageThreads,
    memoryMb: config.pageThreadMb,
    timeoutMs: config.stepTimeoutS * 1000,
  });
  const ocr = createOcrPool({ size: config.workerConcurrency });
  return {
    ingest: (bytes) => pages.ingest(bytes),
    digitize: (task) => pages.runWithPage(task, (page, geometry, pen) => readScale(page, geometry, ocr, pen)),
    decode: (task) => pages.decode(task),
    read: (page, geometry) => readPage(page, geometry, ocr),
    measure: (signals) => Promise.resolve(measure(signals)),
    infer: async (input) => {
      const loaded = await models.get();
      return loaded.ok ? infer(input, loaded.value) : loaded;
    },
    close: async () => {
      await Promise.all([pages.close(), ocr.close(), models.close()]);
    },
  };
}

/** Loads the models at the first call that succeeds, and keeps them. */
function shareModels({ modelsDir, inferenceUrl }: Config) {
  let runtime: InferenceRuntime | null = null;
  return {
    get: async (): Promise<Result<InferenceRuntime>> => {
      try {
        runtime ??= await loadInferenceRuntime({ modelsDir, url: inferenceUrl ?? undefined });
        return ok(runtime);
      } catch (error) {
        if (error instanceof ModelUnavailableError) return { ok: false, problem: error.problem };
        throw error;
      }
    },
    close: async () => runtime?.close(),
  };
}
