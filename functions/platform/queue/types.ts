import type { Transaction } from '../database/client.ts';

/** Asks for a study to be brought to its end. It says which study, not what to do: that is in the record. */
export interface StudyJob {
  readonly tenantId: string;
  readonly studyId: string;
}

/** One try at a job. */
export interface JobAttempt {
  /** 0 at the first try. */
  readonly retries: number;
  /** True where a failure now is the end of the job. */
  readonly isLast: boolean;
  /** Aborted when the job took too long or the worker stops without waiting. */
  readonly signal: AbortSignal;
}

/** A job that some worker has taken and not finished. */
export interface TakenJob extends StudyJob {
  readonly id: string;
  readonly retries: number;
  readonly isLast: boolean;
}

/** Jobs by state. */
export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly retrying: number;
}

/**
 * Jobs in the same database as the record. A job that was enqueued runs at least once; running it again must do no
 * harm. A handler that throws is tried again later, with growing pauses, until the job's retries are spent.
 */
export interface JobQueue {
  /**
   * Enqueues within the transaction: the job exists if and only if the transaction commits. Jobs of a higher priority
   * are taken first.
   */
  enqueue(tx: Transaction, job: StudyJob, priority?: number): Promise<void>;
  /** Takes jobs, `concurrency` at a time, until the queue stops. */
  work(concurrency: number, handle: (job: StudyJob, attempt: JobAttempt) => Promise<void>): Promise<void>;
  /** Jobs taken more than `olderThanMs` ago and not finished. */
  takenJobs(olderThanMs: number): Promise<TakenJob[]>;
  /** Gives a taken job back as failed once, because its worker is gone. Does nothing when it is no longer that try. */
  giveBack(job: TakenJob): Promise<void>;
  /** Whether a job of the study waits or runs. */
  hasJob(studyId: string): Promise<boolean>;
  counts(): Promise<QueueCounts>;
  /** Takes no more jobs and waits for the running ones, at most `timeoutMs`. */
  stop(timeoutMs: number): Promise<void>;
}
