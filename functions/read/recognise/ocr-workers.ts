import type { Worker } from 'tesseract.js';

/** Recognisers of one kind, started one by one as work piles up, at most `size` of them. */
export interface OcrWorkers {
  /** Runs `work` on a free recogniser; waits in order while all are busy. A recogniser that fails to start is tried anew. */
  use<T>(work: (worker: Worker) => Promise<T>): Promise<T>;
  /** Ends all recognisers. */
  end(): Promise<void>;
}

/** A recogniser's memory grows with the largest picture that it saw and never shrinks: after so many it makes room for a fresh one. */
export const MOST_PICTURES = 600;

interface Recogniser {
  readonly worker: Worker;
  pictures: number;
}

/** Makes the set; `start` loads one recogniser. One that fails is ended, and the next picture starts another. */
export function createWorkers(size: number, start: () => Promise<Worker>): OcrWorkers {
  const idle: Recogniser[] = [];
  const waiting: (() => void)[] = [];
  const started = new Set<Recogniser>();
  let starting = 0;

  const take = async (): Promise<Recogniser> => {
    for (;;) {
      const free = idle.pop();
      if (free) return free;
      if (started.size + starting < size) {
        starting++;
        try {
          const fresh = { worker: await start(), pictures: 0 };
          started.add(fresh);
          return fresh;
        } finally {
          starting--;
        }
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  const drop = async (recogniser: Recogniser): Promise<void> => {
    started.delete(recogniser);
    await recogniser.worker.terminate();
  };
  return {
    async use(work) {
      const recogniser = await take();
      let failed = true;
      try {
        const answer = await work(recogniser.worker);
        failed = false;
        return answer;
      } finally {
        if (failed || ++recogniser.pictures >= MOST_PICTURES) await drop(recogniser);
        else idle.push(recogniser);
        waiting.shift()?.();
      }
    },
    async end() {
      await Promise.allSettled([...started].map(drop));
    },
  };
}
