import { InferenceSession, Tensor } from 'onnxruntime-node';
import { modelFile } from '../../platform/model-files.ts';
import type { PageNetwork } from './page-network.ts';

/**
 * Loads the page network into this thread. Pages differ in size, and ONNX Runtime's memory arena keeps the largest buffers of every shape that it
 * has seen, so the arena is off. Throws ModelUnavailableError when the model is missing or was altered.
 */
export async function openPageNetwork(modelsDir: string, threads = 1): Promise<PageNetwork> {
  const session = await InferenceSession.create(await modelFile(modelsDir, 'page/1/model.onnx'), {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableCpuMemArena: false,
    enableMemPattern: false,
    logSeverityLevel: 3,
  });
  return {
    async read(input, widthPx, heightPx) {
      const { trace, print, names } = await session.run({
        page: new Tensor('float32', input, [1, 4, heightPx, widthPx]),
      });
      return { widthPx, heightPx, trace: values(trace), print: values(print), names: values(names) };
    },
    close: () => session.release(),
  };
}

function values(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('the page network answers with something else');
  return tensor.data;
}
