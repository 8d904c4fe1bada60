import type { BlobStore } from '../platform/blobs/types.ts';
import type { Database } from '../platform/database/client.ts';
import type { Notifications } from '../platform/database/notifications.ts';
import type { JobQueue } from '../platform/queue/types.ts';

/** What the services of the record work on. A Platform is one. */
export interface RecordStore {
  readonly db: Database;
  readonly blobs: BlobStore;
  readonly queue: JobQueue;
  readonly notifications: Notifications;
  /** What seals whom pages name; null where that is not stored. */
  readonly identityKey: Buffer | null;
}
