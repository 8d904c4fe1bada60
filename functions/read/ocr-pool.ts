import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, type Worker } from 'tesseract.js';
import { encodePgm } from './pgm.ts';

/** How a picture is to be read: one line of text, one line of digits and signs only, or one word taken as it is. */
export type OcrMode = 'line' | 'digits' | 'word';

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

const PARAMETERS: Record<OcrMode, Record<string, string>> = {
  line: { tessedit_pageseg_mode: '7', tessedit_char_whitelist: '' },
  digits: { tessedit_pageseg_mode: '7', tessedit_char_whitelist: '0123456789-/.,*' },
  word: { tessedit_pageseg_mode: '8', tessedit_char_whitelist: '' },
};

/**
 * Starts `size` recognisers on the English data that the installation holds; nothing is fetched from anywhere.
 * They are loaded when first used. Throws when the data cannot be loaded.
 */
export function createOcrPool({ size = 1 }: { readonly size?: number } = {}): OcrPool {
  const idle: Worker[] = [];
  const waiting: ((worker: Worker) => void)[] = [];
  const started: Promise<Worker>[] = [];
  const running = new Set<Promise<unknown>>();
  let closed = false;

  const take = async (): Promise<Worker> => {
    const free = idle.pop();
    if (free) return free;
    if (started.length < size) {
      const worker = startWorker();
      started.push(worker);
      return worker;
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const give = (worker: Worker): void => {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  };
  const recognise = async (picture: OcrPicture, mode: OcrMode): Promise<OcrWord[]> => {
    const worker = await take();
    try {
      const image = encodePgm(picture.grey, picture.widthPx, picture.heightPx);
      const { data } = await worker.recognize(image, PARAMETERS[mode], { text: false, tsv: true });
      return parseTsv(data.tsv ?? '');
    } finally {
      give(worker);
    }
  };
  return {
    recognise(picture, mode) {
      if (closed) throw new Error('the OCR pool is closed');
      const work = recognise(picture, mode);
      running.add(work);
      const done = (): boolean => running.delete(work);
      work.then(done, done);
      return work;
    },
    async close() {
      closed = true;
      await Promise.allSettled(running);
      await Promise.allSettled(started.map(async (worker) => (await worker).terminate()));
    },
  };
}

async function startWorker(): Promise<Worker> {
  const data = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json'));
  const worker = await createWorker('eng', 1, {
    langPath: join(data, '4.0.0_best_int'),
    gzip: true,
    cacheMethod: 'none',
  });
  await worker.setParameters({ user_defined_dpi: '300', debug_file: '/dev/null' } as Record<string, string>);
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
