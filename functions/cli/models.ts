import { type InferenceRuntime, loadInferenceRuntime } from '../infer/runtime.ts';
import { readConfig } from '../platform/config.ts';

/** The models in this process, or at `INFERENCE_URL` when it is set. */
export function openModels(): Promise<InferenceRuntime> {
  const { modelsDir, inferenceUrl } = readConfig();
  return loadInferenceRuntime({ modelsDir, url: inferenceUrl ?? undefined });
}
