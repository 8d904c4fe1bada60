import type { Stages } from '../pipeline.ts';
import type { Platform } from '../platform/open-platform.ts';
import type { JobAttempt, StudyJob } from '../platform/queue/types.ts';
import { problem } from '../problems.ts';
import { runStep } from './run-step.ts';
import {
  type BegunStep,
  beginNextStep,
  failStep,
  finishStep,
  LostStepError,
  postponeStep,
  studyLock,
} from './step-ledger.ts';

/** Thrown when another worker is on the study; the job comes again later and then finds what is left to do. */
export class StudyBusyError extends Error {
  override readonly name = 'StudyBusyError';
}

/**
 * Brings a study to its end: runs the unfinished steps of its current revision in order, each stored before the next
 * begins, and starts over with a newer revision when one was made meanwhile. A Problem ends it, a thrown error is
 * passed on so that the queue tries again; on the job's last try it ends the study too. One worker a study at a time.
 */
export async function runStudy(
  platform: Platform,
  stages: Stages,
  { tenantId, studyId }: StudyJob,
  attempt: JobAttempt,
): Promise<void> {
  const lock = studyLock(studyId);
  if (!(await platform.locks.tryLock(lock))) throw new StudyBusyError('another worker is on the study');
  try {
    const memory = new Map<string, unknown>();
    let begun = await beginNextStep(platform, tenantId, studyId);
    while (begun) {
      attempt.signal.throwIfAborted();
      if (!platform.locks.isHeld(lock)) throw new LostStepError('the lock on the study was lost');
      begun = await takeStep(platform, stages, begun, memory, attempt);
    }
  } finally {
    await platform.locks.unlock(lock);
  }
}

/** Runs one step and writes its end. Answers the next one, already begun; null when the study ends with this one. */
async function takeStep(
  platform: Platform,
  stages: Stages,
  begun: BegunStep,
  memory: Map<string, unknown>,
  attempt: JobAttempt,
): Promise<BegunStep | null> {
  const { run } = begun;
  const { log, metrics, config } = platform;
  const startedAt = performance.now();
  const note = (state: string) =>
    metrics.stepSeconds.observe({ step: run.step, state }, (performance.now() - startedAt) / 1000);
  try {
    const result = await runStep(platform, stages, begun, memory, config.stepTimeoutS * 1000);
    if (result.ok) {
      const next = await finishStep(platform, run, result.value);
      note(result.value.state);
      return next;
    }
    await failStep(platform, run, result.problem);
    metrics.problems.inc({ step: run.step, code: result.problem.code });
    note('failed');
    return null;
  } catch (error) {
    if (error instanceof LostStepError) throw error;
    log.error({ err: error, studyId: run.studyId, step: run.step, attempt: run.attempt }, 'step failed unexpectedly');
    metrics.problems.inc({ step: run.step, code: 'INTERNAL' });
    note('threw');
    if (attempt.isLast) {
      await failStep(platform, run, problem('INTERNAL'));
      return null;
    }
    await postponeStep(platform, run, problem('INTERNAL'));
    throw error;
  }
}
