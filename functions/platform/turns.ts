/** Lets so many pieces of work run at a time; the others wait in the order they came. */
export interface Turns {
  /** `work` is told how many pieces are at work as it begins, itself among them. */
  take<T>(work: (atWork: number) => Promise<T>): Promise<T>;
}

export function createTurns(atATime: number): Turns {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    async take(work) {
      if (running >= atATime) await new Promise<void>((resume) => waiting.push(resume));
      else running++;
      try {
        return await work(running);
      } finally {
        // The place passes straight to the next in line, so that nobody can slip in between.
        const next = waiting.shift();
        if (next === undefined) running--;
        else next();
      }
    },
  };
}
