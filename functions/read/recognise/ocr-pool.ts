import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, type Worker } from 'tesseract.js';
import { createWorkers } from './ocr-workers.ts';
import { encodePgm } from './pgm.ts';

/**
 * How a picture is to be read: `line` one line of text, `digits` one line of digits and signs only, `word` one word taken
 * as it is; `shapes` digits and signs by the older recogniser that matches letter shapes, whose errors are other ones.
 */
export type OcrMode = 'line' | 'digits' | 'word' | 'shapes';

/** A word as recognised; its box in pixels of the picture given. */
export interface OcrWord {
  readonly text: string;
  /** 0…1, the recogniser's own. */
  readonly confidence: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A grey picture of one line, 255 is paper. */
export interface OcrPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly grey: Uint8Array;
}

/** A bounded set of recognisers that are loaded once and shared by all pages. */
export interface OcrPool {
  /** Words of the picture, left to right; waits while all recognisers are busy. */
  recognise(picture: OcrPicture, mode: OcrMode): Promise<OcrWord[]>;
  /** Ends the recognisers after the work that is under way. */
  close(): Promise<void>;
}

const DIGITS = '0123456789-/.,*';
const PARAMETERS: Record<OcrMode, Record<string, string>> = {
  line: { tessedit_pageseg_mode: '7', tessedit_char_whitelist: '' },
  digits: { tessedit_pageseg_mode: '7', tessedit_char_whitelist: DIGITS },
  word: { tessedit_pageseg_mode: '8', tessedit_char_whitelist: '' },
  shapes: { tessedit_pageseg_mode: '7', tessedit_char_whitelist: DIGITS },
};

/**
 * Starts `size` recognisers on the English data that the installation holds, and one of letter shapes beside them; nothing
 * is fetched from anywhere. They are loaded when first used. Throws when the data cannot be loaded.
 */
export function createOcrPool({ size = 1 }: { readonly size?: number } = {}): OcrPool {
  const lines = createWorkers(size, () => startWorker('4.0.0_best_int', false));
  const shapes = createWorkers(1, () => startWorker('4.0.0', true));
  const running = new Set<Promise<unknown>>();
  let closed = false;
  return {
    recognise(picture, mode) {
      if (closed) throw new Error('the OCR pool is closed');
      const image = encodePgm(picture.grey, picture.widthPx, picture.heightPx);
      const work = (mode === 'shapes' ? shapes : lines).use(async (worker) => {
        const { data } = await worker.recognize(image, PARAMETERS[mode], { text: false, tsv: true });
        return parseTsv(data.tsv ?? '');
      });
      running.add(work);
      const done = (): boolean => running.delete(work);
      work.then(done, done);
      return work;
    },
    async close() {
      closed = true;
      await Promise.allSettled(running);
      await Promise.all([lines.end(), shapes.end()]);
    },
  };
}

/** The data of a Tesseract worker is chosen at its start: the neural recogniser, or the older one of letter shapes. */
async function startWorker(data: string, shapes: boolean): Promise<Worker> {
  const packaged = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json'));
  const worker = await createWorker('eng', shapes ? 0 : 1, {
    langPath: join(packaged, data),
    gzip: true,
    cacheMethod: 'none',
    legacyCore: shapes,
    legacyLang: shapes,
  });
  // Print is always dark here: by default every line that reads badly is read a second time with black and white exchanged.
  await worker.setParameters({
    user_defined_dpi: '300',
    debug_file: '/dev/null',
    tessedit_do_invert: '0',
    invert_threshold: '0',
  } as Record<string, string>);
  return worker;
}

/** Tesseract's table: level 5 rows are words; columns 6–9 box, 10 confidence in percent, 11 text. */
function parseTsv(tsv: string): OcrWord[] {
  const words: OcrWord[] = [];
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t');
    if (cells[0] !== '5') continue;
    const [left = 0, top = 0, width = 0, height = 0, percent = 0] = cells.slice(6, 11).map(Number);
    const text = (cells[11] ?? '').trim();
    if (text === '') continue;
    words.push({ text, confidence: percent / 100, left, top, right: left + width, bottom: top + height });
  }
  return words;
}
