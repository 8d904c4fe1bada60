import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../platform/log.ts';

/** A worker beside the API, in a process of its own. */
export interface WorkerProcess {
  /** Lets it finish what it is at, for a few seconds. */
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A worker that lived this long was well: the next pause is short again. */
const WELL_AFTER_MS = 60_000;
const STOP_LIMIT_MS = 15_000;

function exitOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/**
 * Starts a worker process with the settings of this one and starts it again whenever it ends, with growing pauses. A file
 * that takes a worker down does not take the API down: the study's job is given back and tried again.
 */
export function startWorkerProcess(log: Log, entry = new URL('../worker/main.ts', import.meta.url)): WorkerProcess {
  const stopping = new AbortController();
  let child: ChildProcess | null = null;

  const keepRunning = async () => {
    let pauseMs = FIRST_PAUSE_MS;
    while (!stopping.signal.aborted) {
      const startedAt = Date.now();
      child = fork(entry, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      await exitOf(child);
      if (stopping.signal.aborted) return;
      pauseMs = Date.now() - startedAt > WELL_AFTER_MS ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      log.error(
        { exitCode: child.exitCode, signal: child.signalCode, pauseMs },
        'the worker ended; it is started again',
      );
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const ended = keepRunning();

  return {
    stop: async () => {
      stopping.abort();
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const killer = setTimeout(() => child?.kill('SIGKILL'), STOP_LIMIT_MS);
      await ended;
      clearTimeout(killer);
    },
  };
}
