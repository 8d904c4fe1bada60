import type { Worker } from 'tesseract.js';

/** Recognisers of one kind, started one by one as work piles up, at most `size` of them. */
export interface OcrWorkers {
  /** Runs `work` on a free recogniser; waits in order while all are busy. A recogniser that fails to start is tried anew. */
  use<T>(work: (worker: Worker) => Promise<T>): Promise<T>;
  /** Ends all recognisers. */
  end(): Promise<void>;
}

/** Makes the set; `start` loads one recogniser. */
export function createWorkers(size: number, start: () => Promise<Worker>): OcrWorkers {
  const idle: Worker[] = [];
  const waiting: (() => void)[] = [];
  const started: Worker[] = [];
  let starting = 0;

  const take = async (): Promise<Worker> => {
    for (;;) {
      const free = idle.pop();
      if (free) return free;
      if (started.length + starting < size) {
        starting++;
        try {
          const worker = await start();
          started.push(worker);
          return worker;
        } finally {
          starting--;
        }
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  return {
    async use(work) {
      const worker = await take();
      try {
        return await work(worker);
      } finally {
        idle.push(worker);
        waiting.shift()?.();
      }
    },
    async end() {
      await Promise.allSettled(started.map((worker) => worker.terminate()));
    },
  };
}
