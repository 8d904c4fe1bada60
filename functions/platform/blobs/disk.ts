import { createHash, randomUUID } from 'node:crypto';
import { access, type FileHandle, mkdir, open, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { publishFile } from './durable-file.ts';
import { type BlobStore, BrokenBlobError, MissingBlobError, type StoredBlob } from './types.ts';

const ADDRESS = /^[0-9a-f]{64}$/;

/** Blobs as files `ab/cd/<sha256>` below `root`; unfinished ones lie in `root/incoming` until they are whole. */
export async function openDiskBlobs(root: string): Promise<BlobStore> {
  const incoming = path.join(root, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });

  const fileOf = (sha256: string): string => {
    if (!ADDRESS.test(sha256)) throw new MissingBlobError('not the address of a blob');
    return path.join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  const has = (sha256: string) =>
    access(fileOf(sha256)).then(
      () => true,
      () => false,
    );

  const putStream = async (body: Readable, maxBytes: number): Promise<StoredBlob | 'too-large'> => {
    const temporary = path.join(incoming, randomUUID());
    const handle = await open(temporary, 'wx', 0o600);
    try {
      const written = await writeAll(handle, body, maxBytes);
      if (written === 'too-large') return written;
      await publishFile(handle, temporary, fileOf(written.sha256), root);
      return written;
    } finally {
      await handle.close();
      await rm(temporary, { force: true });
    }
  };

  return {
    putStream,
    put: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (await touch(fileOf(sha256))) return { sha256, byteLength: bytes.length };
      const temporary = path.join(incoming, randomUUID());
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
        await publishFile(handle, temporary, fileOf(sha256), root);
        return { sha256, byteLength: bytes.length };
      } finally {
        await handle.close();
        await rm(temporary, { force: true });
      }
    },
    get: async (sha256) => {
      const bytes = await readFile(fileOf(sha256)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') throw new MissingBlobError('a blob that the record names is not stored');
        throw error;
      });
      const found = createHash('sha256').update(bytes).digest('hex');
      if (found !== sha256) throw new BrokenBlobError('a blob does not have its checksum');
      return bytes;
    },
    has,
    delete: (sha256) => rm(fileOf(sha256), { force: true }),
    list: () => listBlobs(root),
    check: async () => {
      const probe = path.join(incoming, `probe-${randomUUID()}`);
      const handle = await open(probe, 'wx', 0o600);
      await handle.close();
      await rm(probe, { force: true });
    },
  };
}

/** Marks a file as stored now; false when there is none. */
function touch(file: string): Promise<boolean> {
  const now = new Date();
  return utimes(file, now, now).then(
    () => true,
    () => false,
  );
}

async function writeAll(handle: FileHandle, body: Readable, maxBytes: number): Promise<StoredBlob | 'too-large'> {
  const hash = createHash('sha256');
  let byteLength = 0;
  for await (const chunk of body) {
    const bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    byteLength += bytes.length;
    if (byteLength > maxBytes) return 'too-large';
    hash.update(bytes);
    await handle.writeFile(bytes);
  }
  return { sha256: hash.digest('hex'), byteLength };
}

async function* listBlobs(root: string): AsyncGenerator<{ sha256: string; storedAt: Date }> {
  for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !ADDRESS.test(entry.name)) continue;
    const facts = await stat(path.join(entry.parentPath, entry.name)).catch(() => null);
    if (facts) yield { sha256: entry.name, storedAt: facts.mtime };
  }
}
