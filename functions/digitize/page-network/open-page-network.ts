import { InferenceSession, Tensor } from 'onnxruntime-node';
import { modelFile } from '../../platform/model-files.ts';
import { type PageNetwork, WORD_HEIGHT, WORD_WIDTH } from './page-network.ts';

/**
 * Loads the page network and the reader of lead names into this thread. Pages differ in size, and ONNX Runtime's memory arena keeps the largest
 * buffers of every shape that it has seen, so the arena is off. Throws ModelUnavailableError when a model is missing or was altered.
 */
export async function openPageNetwork(modelsDir: string, threads = 1): Promise<PageNetwork> {
  const open = async (model: string) =>
    InferenceSession.create(await modelFile(modelsDir, `${model}/1/model.onnx`), {
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      enableCpuMemArena: false,
      enableMemPattern: false,
      logSeverityLevel: 3,
    });
  const [page, leadNames] = await Promise.all([open('page'), open('lead-names')]);
  return {
    async read(input, widthPx, heightPx) {
      const { trace, print, named } = await page.run({ page: new Tensor('float32', input, [1, 4, heightPx, widthPx]) });
      return { widthPx, heightPx, trace: values(trace), print: values(print), named: values(named) };
    },
    async readNames(words, count) {
      const { leads } = await leadNames.run({
        words: new Tensor('float32', words, [count, 4, WORD_HEIGHT, WORD_WIDTH]),
      });
      return values(leads);
    },
    close: async () => {
      await Promise.all([page.release(), leadNames.release()]);
    },
  };
}

function values(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('the page network answers with something else');
  return tensor.data;
}
