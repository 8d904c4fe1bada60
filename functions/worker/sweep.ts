import type { Platform } from '../platform/open-platform.ts';
import { problem } from '../problems.ts';
import { failStep, openStep, studyLock } from './step-ledger.ts';

/** A job is looked at once its worker has had the time to lock the study. */
const TIME_TO_LOCK_MS = 1500;

/** A study that moved this recently may still be on its way into the queue. */
const QUIET_MS = 60_000;

const BATCH = 100;

/**
 * Gives back the jobs of workers that are gone: taken, but nobody holds the lock on the study, which PostgreSQL frees
 * with the worker's connection. So a killed worker's study goes on within seconds. A job that brought down its worker
 * on its last try ends its study instead. Answers how many jobs it gave back.
 */
export async function sweepLostJobs(platform: Platform): Promise<number> {
  const { queue, locks, log } = platform;
  let lost = 0;
  for (const job of await queue.takenJobs(TIME_TO_LOCK_MS)) {
    const lock = studyLock(job.studyId);
    if (!(await locks.tryLock(lock))) continue;
    try {
      if (job.isLast) {
        const run = await openStep(platform, job.tenantId, job.studyId);
        if (run) await failStep(platform, run, problem('INTERNAL'));
      }
      await queue.giveBack(job);
      log.warn({ studyId: job.studyId, retries: job.retries }, 'took back the job of a lost worker');
      lost += 1;
    } finally {
      await locks.unlock(lock);
    }
  }
  return lost;
}

/** Enqueues studies that are neither finished nor in the queue: none, unless jobs were removed by hand. */
export async function enqueueForgotten(platform: Platform): Promise<number> {
  const { db, queue, log } = platform;
  const open = await db.study.findMany({
    where: { state: { in: ['received', 'processing'] }, updatedAt: { lt: new Date(Date.now() - QUIET_MS) } },
    select: { id: true, tenantId: true },
    take: BATCH,
  });
  let enqueued = 0;
  for (const { id: studyId, tenantId } of open) {
    if (await queue.hasJob(studyId)) continue;
    await db.$transaction((tx) => queue.enqueue(tx, { tenantId, studyId }));
    log.warn({ studyId }, 'enqueued a study that was in no queue');
    enqueued += 1;
  }
  return enqueued;
}
