import { openDiskBlobs } from './blobs/disk.ts';
import type { BlobStore } from './blobs/types.ts';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './database/client.ts';
import { connectDatabase } from './database/connect.ts';
import { type Notifications, openNotifications } from './database/notifications.ts';
import { openSessionLocks, type SessionLocks } from './database/session-locks.ts';
import { EVENT_CHANNEL } from './event-channel.ts';
import { type Log, openLog } from './log.ts';
import { type Metrics, openMetrics, showQueue } from './metrics.ts';
import { openStudyQueue } from './queue/study-queue.ts';
import type { JobQueue } from './queue/types.ts';
import { readKeyFile } from './secret-file.ts';

/** The outside world of one process. */
export interface Platform {
  readonly config: Config;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly db: Database;
  readonly blobs: BlobStore;
  readonly queue: JobQueue;
  readonly notifications: Notifications;
  readonly locks: SessionLocks;
  /** What seals whom pages name; null where that is not stored. */
  readonly identityKey: Buffer | null;
  /** Ends everything in order; running jobs are waited for a few seconds, then left to another worker. */
  close(): Promise<void>;
}

const STOP_LIMIT_MS = 10_000;

/** Opens everything that the configuration names, and a PostgreSQL of our own where it names none. */
export async function openPlatform(config: Config): Promise<Platform> {
  const log = openLog(config.logLevel);
  const server = await connectDatabase(config);
  const db = openDatabase(server.url, config.databasePool);
  const blobs = await openDiskBlobs(config.blobsDir);
  const queue = await openStudyQueue(server.url, config.workerRetries, log);
  const notifications = openNotifications(server.url, EVENT_CHANNEL);
  const locks = openSessionLocks(server.url);
  const metrics = openMetrics();
  showQueue(metrics, queue);
  return {
    config,
    log,
    metrics,
    db,
    blobs,
    queue,
    notifications,
    locks,
    identityKey: config.storeIdentity ? readKeyFile(config.identityKeyFile) : null,
    close: async () => {
      await queue.stop(STOP_LIMIT_MS);
      await notifications.close();
      await locks.close();
      await db.$disconnect();
      await server.stop();
    },
  };
}
