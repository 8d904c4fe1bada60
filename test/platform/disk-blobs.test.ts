import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, test } from 'node:test';
import { openDiskBlobs } from '../../functions/platform/blobs/disk.ts';
import type { BlobStore } from '../../functions/platform/blobs/types.ts';

let root: string;
let blobs: BlobStore;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'ecgraph-blobs-'));
  blobs = await openDiskBlobs(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const fileOf = (sha256: string) => path.join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
async function all(): Promise<string[]> {
  const found: string[] = [];
  for await (const { sha256 } of blobs.list()) found.push(sha256);
  return found;
}

test('bytes come back as they were, by their checksum', async () => {
  const bytes = randomBytes(100_000);
  const stored = await blobs.put(bytes);
  assert.deepEqual(stored, { sha256: sha(bytes), byteLength: 100_000 });
  assert.deepEqual(Buffer.from(await blobs.get(stored.sha256)), bytes);
  assert.equal(await blobs.has(stored.sha256), true);
  await blobs.delete(stored.sha256);
  assert.equal(await blobs.has(stored.sha256), false);
  await blobs.delete(stored.sha256);
});

test('a stream of many pieces is one blob; the same bytes again are the same blob', async () => {
  const pieces = Array.from({ length: 40 }, () => randomBytes(5000));
  const [first, second] = await Promise.all([
    blobs.putStream(Readable.from(pieces), 1_000_000),
    blobs.putStream(Readable.from(pieces), 1_000_000),
  ]);
  assert.deepEqual(first, second);
  assert.deepEqual(await all(), [sha(Buffer.concat(pieces))]);
});

test('a stream beyond the limit is not read to its end and stores nothing', async () => {
  let read = 0;
  const endless = Readable.from(
    (function* () {
      for (;;) {
        read += 1;
        yield randomBytes(1000);
      }
    })(),
  );
  assert.equal(await blobs.putStream(endless, 10_000), 'too-large');
  assert.ok(read < 100);
  assert.deepEqual(await all(), []);
  assert.deepEqual(await readdir(path.join(root, 'incoming')), []);
});

test('a stream that breaks stores nothing and leaves no half file', async () => {
  const broken = Readable.from(
    (function* () {
      yield randomBytes(1000);
      throw new Error('the line went dead');
    })(),
  );
  await assert.rejects(blobs.putStream(broken, 10_000), /line went dead/);
  assert.deepEqual(await all(), []);
  assert.deepEqual(await readdir(path.join(root, 'incoming')), []);
});

test('bytes that rotted on disk are refused', async () => {
  const { sha256 } = await blobs.put(Buffer.from('a report'));
  await writeFile(fileOf(sha256), 'a rep0rt');
  await assert.rejects(blobs.get(sha256), { name: 'BrokenBlobError' });
});

test('an address that is none reaches no file', async () => {
  await assert.rejects(blobs.get('../../etc/passwd'), { name: 'MissingBlobError' });
  await assert.rejects(blobs.get('0'.repeat(64)), { name: 'MissingBlobError' });
});

test('what a process was writing when it was killed is no blob', async () => {
  await writeFile(path.join(root, 'incoming', 'cut-short'), 'half a rep');
  assert.deepEqual(await all(), []);
});
