import type { Readable } from 'node:stream';

/** A blob that is stored: its address is the SHA-256 of its bytes, hexadecimal. */
export interface StoredBlob {
  readonly sha256: string;
  readonly byteLength: number;
}

/**
 * Bytes by their SHA-256. What `put` has answered is durable: on disk it is synced together with its name. The same
 * bytes twice are stored once.
 */
export interface BlobStore {
  put(bytes: Uint8Array): Promise<StoredBlob>;
  /** Stores a stream of at most `maxBytes`; "too-large" stores nothing. A stream that fails stores nothing and throws. */
  putStream(body: Readable, maxBytes: number): Promise<StoredBlob | 'too-large'>;
  /** The bytes, checked against their address. Throws MissingBlobError or BrokenBlobError. */
  get(sha256: string): Promise<Uint8Array>;
  has(sha256: string): Promise<boolean>;
  /** Removes a blob; one that is not there is fine. */
  delete(sha256: string): Promise<void>;
  /** All blobs, in no order, with when the bytes were last stored. */
  list(): AsyncIterable<{ readonly sha256: string; readonly storedAt: Date }>;
  /** Throws when blobs cannot be written at the moment. */
  check(): Promise<void>;
}

/** Thrown where a row names a blob that is not there. */
export class MissingBlobError extends Error {
  override readonly name = 'MissingBlobError';
}

/** Thrown where a blob's bytes no longer have its checksum. */
export class BrokenBlobError extends Error {
  override readonly name = 'BrokenBlobError';
}
