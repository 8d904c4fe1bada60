import { Tensor } from 'onnxruntime-node';
import { modelFile } from '../../platform/model-files.ts';
import { type PageNetwork, WORD_HEIGHT, WORD_WIDTH } from '../page-network/page-network.ts';
import { CHANNELS } from '../trace/line-network/line-view.ts';
import { BATCH, WINDOW } from '../trace/line-network/line-windows.ts';
import { inStrips } from './page-strips.ts';
import { sizedSession } from './sized-session.ts';

/** Words and lines are so small that an arena for any number of them stays so too. */
const NO_MATTER = 0;

/**
 * Loads the page network and the reader of lead names into this thread; pages are seen with so many `threads` unless the call says otherwise.
 * Throws ModelUnavailableError when a model is missing or was altered.
 */
export async function openPageNetwork(modelsDir: string, threads = 1): Promise<PageNetwork> {
  const open = async (model: string) => sizedSession(await modelFile(modelsDir, `${model}/1/model.onnx`));
  const [page, leadNames, lines] = await Promise.all([open('page'), open('lead-names'), open('lines')]);
  return {
    read: (input, widthPx, heightPx, own = threads) =>
      inStrips(input, widthPx, heightPx, async (part, width, height) => {
        const { trace, print, named } = await page.run(
          { page: new Tensor('uint8', bytesOf(part), [1, height, width, 4]) },
          width * height,
          own,
        );
        return { widthPx: width, heightPx: height, trace: values(trace), print: values(print), named: values(named) };
      }),
    async readNames(words, count) {
      const shape = [count, 4, WORD_HEIGHT, WORD_WIDTH];
      const { leads } = await leadNames.run({ words: new Tensor('float32', words, shape) }, NO_MATTER, 1);
      return values(leads);
    },
    async correctLines(windows) {
      const { moves } = await lines.run(
        { lines: new Tensor('float32', windows, [BATCH, CHANNELS, WINDOW]) },
        NO_MATTER,
        threads,
      );
      return values(moves);
    },
    close: async () => {
      await Promise.all([page.close(), leadNames.close(), lines.close()]);
    },
  };
}

/** Pixels as bytes, a channel after the other: the first is the lowest of its number, as all processors have it that this runs on. */
function bytesOf(pixels: Uint32Array): Uint8Array {
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
}

function values(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('the page network answers with something else');
  return tensor.data;
}
