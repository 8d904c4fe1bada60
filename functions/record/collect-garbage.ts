import { isReferenced, referencedBlobs } from './blob-references.ts';
import type { RecordStore } from './record-store.ts';

/** A blob younger than this may still be waiting for its row. */
const GRACE_MS = 3_600_000;

/**
 * Deletes blobs that no row names: what a process stored just before it was killed, or a file that was refused after
 * it had arrived. Answers how many. Storing the same bytes again makes a blob young, so that one about to be named is
 * never deleted.
 */
export async function collectGarbage(
  record: Pick<RecordStore, 'db' | 'blobs'>,
  graceMs: number = GRACE_MS,
): Promise<number> {
  const referenced = await referencedBlobs(record.db);
  const before = Date.now() - graceMs;
  let deleted = 0;
  for await (const { sha256, storedAt } of record.blobs.list()) {
    if (referenced.has(sha256) || storedAt.getTime() > before) continue;
    if (await isReferenced(record.db, sha256)) continue;
    await record.blobs.delete(sha256);
    deleted += 1;
  }
  return deleted;
}
