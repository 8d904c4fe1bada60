import { setTimeout as delay } from 'node:timers/promises';

/** Something that is done again and again. */
export interface Repetition {
  /** Ends it after the turn under way. */
  stop(): Promise<void>;
}

/** Calls `turn` now and then every `everyMs` after its end. An error is told to `failed` and does not end it. */
export function repeat(everyMs: number, turn: () => Promise<unknown>, failed: (error: unknown) => void): Repetition {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await turn().catch(failed);
      await delay(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
