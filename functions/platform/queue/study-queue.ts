import { fromPrisma, PgBoss } from 'pg-boss';
import type { Log } from '../log.ts';
import type { JobQueue, StudyJob, TakenJob } from './types.ts';

const QUEUE = 'study';

/**
 * Idle workers ask this often beside being notified. pg-boss takes one job a poll at batch size 1, so this also bounds
 * the pause after a job that took less; a longer one is followed at once.
 */
const POLL_S = 0.5;

/** Longest time for one try at a study; single steps have far shorter limits of their own. */
const JOB_LIMIT_S = 1800;

/** A worker that hangs without dying is given up after this; a dead one is noticed much sooner by its free locks. */
const HEARTBEAT_S = 30;

interface JobRow {
  readonly id: string;
  readonly data: StudyJob;
  readonly retryCount: number;
  readonly retryLimit: number;
}

/** Opens the queue (pg-boss, schema `pgboss` of the same database). A job is tried `retries` times again. */
export async function openStudyQueue(databaseUrl: string, retries: number, log: Log): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'ecgraph-queue',
    max: 4,
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'queue'));
  await boss.start();
  await boss.createQueue(QUEUE, { notify: true });
  await boss.updateQueue(QUEUE, {
    notify: true,
    retryLimit: retries,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: JOB_LIMIT_S,
    heartbeatSeconds: HEARTBEAT_S,
    deleteAfterSeconds: 24 * 3600,
  });
  const query = async <T>(sql: string, values: unknown[]): Promise<T[]> =>
    (await boss.getDb().executeSql(sql, values)).rows;

  return {
    enqueue: async (tx, { tenantId, studyId }, priority = 0) => {
      await boss.send(QUEUE, { tenantId, studyId }, { db: fromPrisma(tx), priority });
    },
    work: async (concurrency, handle) => {
      await boss.work<StudyJob, void, { batchSize: 1; includeMetadata: true }>(
        QUEUE,
        {
          batchSize: 1,
          includeMetadata: true,
          localConcurrency: concurrency,
          pollingIntervalSeconds: POLL_S,
          notifyPollingIntervalSeconds: POLL_S,
        } as { batchSize: 1; includeMetadata: true },
        async ([job]) => {
          if (!job) return;
          const isLast = job.retryCount >= job.retryLimit;
          await handle(job.data, { retries: job.retryCount, isLast, signal: job.signal });
        },
      );
    },
    takenJobs: async (olderThanMs) => {
      const rows = await query<JobRow>(
        `SELECT id, data, retry_count AS "retryCount", retry_limit AS "retryLimit" FROM pgboss.job
         WHERE name = $1 AND state = 'active' AND started_on < now() - $2 * interval '1 ms'`,
        [QUEUE, olderThanMs],
      );
      return rows.map(({ id, data, retryCount, retryLimit }) => ({
        id,
        tenantId: data.tenantId,
        studyId: data.studyId,
        retries: retryCount,
        isLast: retryCount >= retryLimit,
      }));
    },
    giveBack: async (job: TakenJob) => {
      await boss.fail(QUEUE, { id: job.id, retryCount: job.retries }, { reason: 'worker lost' });
    },
    hasJob: async (studyId) => {
      const rows = await query(
        `SELECT 1 FROM pgboss.job WHERE name = $1 AND state IN ('created', 'retry', 'active') AND data->>'studyId' = $2 LIMIT 1`,
        [QUEUE, studyId],
      );
      return rows.length > 0;
    },
    counts: async () => {
      const rows = await query<{ state: string; count: number }>(
        `SELECT state::text, count(*)::int AS count FROM pgboss.job WHERE name = $1 AND state IN ('created', 'active', 'retry') GROUP BY 1`,
        [QUEUE],
      );
      const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
      return { waiting: of('created'), active: of('active'), retrying: of('retry') };
    },
    stop: (timeoutMs) => boss.stop({ graceful: true, timeout: timeoutMs }),
  };
}
