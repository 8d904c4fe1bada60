import { BrokenBlobError, MissingBlobError } from '../platform/blobs/types.ts';
import { referencedBlobs } from './blob-references.ts';
import type { RecordStore } from './record-store.ts';

/** Addresses of blobs that do not fit the record. */
export interface IntegrityReport {
  /** Named by a row, not stored. */
  readonly missingBlobs: readonly string[];
  /** Stored, but no longer the bytes that they were. */
  readonly brokenBlobs: readonly string[];
  /** Stored, named by no row. */
  readonly orphanBlobs: readonly string[];
}

/** Compares rows and blobs, reading every blob that a row names. Changes nothing. */
export async function checkIntegrity(record: Pick<RecordStore, 'db' | 'blobs'>): Promise<IntegrityReport> {
  const referenced = await referencedBlobs(record.db);
  const missingBlobs: string[] = [];
  const brokenBlobs: string[] = [];
  for (const sha256 of referenced) {
    try {
      await record.blobs.get(sha256);
    } catch (error) {
      if (error instanceof MissingBlobError) missingBlobs.push(sha256);
      else if (error instanceof BrokenBlobError) brokenBlobs.push(sha256);
      else throw error;
    }
  }
  const orphanBlobs: string[] = [];
  for await (const { sha256 } of record.blobs.list()) if (!referenced.has(sha256)) orphanBlobs.push(sha256);
  return { missingBlobs, brokenBlobs, orphanBlobs };
}
