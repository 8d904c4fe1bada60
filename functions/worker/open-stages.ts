import { loadInferenceRuntime } from '../infer/runtime.ts';
import { infer } from '../infer/step.ts';
import { measure } from '../measure/step.ts';
import type { Stages } from '../pipeline.ts';
import type { Config } from '../platform/config.ts';
import { createPagePool } from '../platform/page-pool.ts';
import { createOcrPool } from '../read/ocr-pool.ts';
import { read } from '../read/step.ts';

/** Stages with the threads, recognisers and models behind them. */
export interface OpenStages extends Stages {
  close(): Promise<void>;
}

/** Opens the real stages. Pages are decoded and digitized in threads; recognisers and models are loaded once and shared. */
export async function openStages(config: Config): Promise<OpenStages> {
  const models = await loadInferenceRuntime({ modelsDir: config.modelsDir, url: config.inferenceUrl ?? undefined });
  const pages = createPagePool({
    jobs: config.pageThreads,
    memoryMb: config.pageThreadMb,
    timeoutMs: config.stepTimeoutS * 1000,
  });
  const ocr = createOcrPool({ size: config.workerConcurrency });
  return {
    ingest: (bytes) => pages.ingest(bytes),
    digitize: (task) => pages.runWithPage(task),
    decode: (task) => pages.decode(task),
    read: (page, geometry) => read(page, geometry, ocr),
    measure: (signals) => Promise.resolve(measure(signals)),
    infer: (input) => infer(input, models),
    close: async () => {
      await Promise.all([pages.close(), ocr.close(), models.close()]);
    },
  };
}
