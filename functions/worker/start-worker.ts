import type { Stages } from '../pipeline.ts';
import type { Platform } from '../platform/open-platform.ts';
import { collectGarbage } from '../record/collect-garbage.ts';
import { repeat } from './repeat.ts';
import { runStudy } from './run-study.ts';
import { enqueueForgotten, sweepLostJobs } from './sweep.ts';

const SWEEP_MS = 2000;
const HOUSEKEEPING_MS = 60_000;
const GARBAGE_MS = 3_600_000;

/** A worker of this process. */
export interface RunningWorker {
  /** Ends the housekeeping. The queue, which hands out the jobs, is stopped by closing the platform. */
  stop(): Promise<void>;
}

/** Takes jobs from the queue, several at a time, and looks after those of workers that are gone. */
export async function startWorker(platform: Platform, stages: Stages): Promise<RunningWorker> {
  const { queue, log, config } = platform;
  const failed = (error: unknown) => log.warn({ err: error }, 'housekeeping failed');
  const repetitions = [
    repeat(SWEEP_MS, () => sweepLostJobs(platform), failed),
    repeat(HOUSEKEEPING_MS, () => enqueueForgotten(platform), failed),
    repeat(GARBAGE_MS, () => collectGarbage(platform), failed),
  ];
  await queue.work(config.workerConcurrency, (job, attempt) => runStudy(platform, stages, job, attempt));
  return {
    stop: async () => {
      await Promise.all(repetitions.map((repetition) => repetition.stop()));
    },
  };
}
