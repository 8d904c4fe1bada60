import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { modelFile } from '../../platform/model-files.ts';
import type { ModelLabels } from '../model-repository.ts';
import { type InferenceRuntime, MODEL_NAMES, type ModelName, type Tensors } from '../runtime.ts';

/**
 * ONNX Runtime in this process: one session a model, `threads` threads a pass. `provider` is ONNX Runtime's name of
 * the hardware to try first; the CPU is always there to fall back on. Throws ModelUnavailableError.
 */
export async function openSessions(
  modelsDir: string,
  labels: ModelLabels,
  threads: number,
  provider: 'cpu' | 'cuda' = 'cpu',
): Promise<InferenceRuntime> {
  const sessions = new Map<ModelName, InferenceSession>();
  for (const name of MODEL_NAMES) {
    const bytes = await modelFile(modelsDir, `${name}/1/model.onnx`);
    const session = await InferenceSession.create(bytes, {
      executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
    });
    sessions.set(name, session);
  }
  return {
    labels,
    async run(model, inputs) {
      const session = sessions.get(model);
      if (session === undefined) throw new Error(`no session of ${model}`);
      return fromOrt(await session.run(toOrt(inputs)));
    },
    async close() {
      await Promise.all([...sessions.values()].map((session) => session.release()));
    },
  };
}

function toOrt(inputs: Tensors): Record<string, OrtTensor> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { data, shape }]) => [name, new OrtTensor('float32', data, [...shape])]),
  );
}

function fromOrt(outputs: InferenceSession.OnnxValueMapType): Tensors {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => {
      const { data, dims } = value as OrtTensor;
      if (!(data instanceof Float32Array)) throw new Error(`output ${name} is not float32`);
      return [name, { data, shape: dims }];
    }),
  );
}
