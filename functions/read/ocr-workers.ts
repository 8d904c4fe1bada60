import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { OcrPicture } from './ocr-pool.ts';
import type { RecogniserKind } from './tesseract.ts';

/** One picture, as a thread is asked for it. */
export interface RecogniseCall {
  readonly picture: OcrPicture;
  readonly parameters: Readonly<Record<string, string>>;
}

export type RecogniseAnswer = { readonly tsv: string; readonly heapBytes: number } | { readonly failure: unknown };

/** Recognisers of one kind in threads, started one by one as work piles up. */
export interface OcrWorkers {
  /** Tesseract's table for a picture; waits in order while all are busy. Throws what the recogniser throws, or where none starts. */
  recognise(call: RecogniseCall): Promise<string>;
  /** Ends all recognisers. */
  end(): Promise<void>;
}

/** Memory from which a recogniser is replaced by a fresh one: it grows with the largest picture seen and never shrinks. */
const LARGEST_HEAP_BYTES = 192 * 2 ** 20;

/** Makes a set of at most `size` threads. One that fails is ended, and the next call starts another. */
export function createWorkers(size: number, kind: RecogniserKind): OcrWorkers {
  const idle: OcrThread[] = [];
  const waiting: (() => void)[] = [];
  const open = new Set<OcrThread>();
  let starting = 0;

  const take = async (): Promise<OcrThread> => {
    for (;;) {
      const free = idle.pop();
      if (free) return free;
      if (open.size + starting < size) {
        starting++;
        try {
          const thread = await openThread(kind);
          open.add(thread);
          return thread;
        } finally {
          starting--;
        }
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  const drop = async (thread: OcrThread): Promise<void> => {
    open.delete(thread);
    await thread.end();
  };
  return {
    async recognise(call) {
      const thread = await take();
      let answer: RecogniseAnswer = { failure: new Error('the recogniser ended before it answered') };
      try {
        answer = (await thread.ask(call)) ?? answer;
        if ('failure' in answer) throw answer.failure;
        return answer.tsv;
      } finally {
        if ('failure' in answer || answer.heapBytes > LARGEST_HEAP_BYTES) await drop(thread);
        else idle.push(thread);
        waiting.shift()?.();
      }
    },
    async end() {
      await Promise.all([...open].map(drop));
    },
  };
}

interface OcrThread {
  /** Undefined where the thread ends before it answers. */
  ask(call: RecogniseCall): Promise<RecogniseAnswer | undefined>;
  end(): Promise<void>;
}

async function openThread(kind: RecogniserKind): Promise<OcrThread> {
  const worker = new Worker(new URL('./ocr-thread.ts', import.meta.url), { workerData: kind });
  // Rejected where the thread fails, with its error.
  const ended = once(worker, 'exit').then(() => undefined);
  ended.catch(() => undefined);
  const answered = async <T>(): Promise<T | undefined> => {
    const [answer] = (await Promise.race([once(worker, 'message'), ended.then(() => [undefined])])) as [T | undefined];
    return answer;
  };
  if ((await answered<string>()) !== 'open') throw new Error('a recogniser does not start');
  return {
    ask(call) {
      worker.postMessage(call);
      return answered<RecogniseAnswer>();
    },
    async end() {
      await worker.terminate();
    },
  };
}
