import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { collectGarbage } from '../../functions/record/collect-garbage.ts';
import { checkIntegrity } from '../../functions/record/integrity.ts';
import { platformOfTest } from '../database.ts';
import { uploadBytes } from './uploads.ts';

const { platform, caller } = await platformOfTest();

const sourceOf = async (id: string | null) => platform.db.source.findUniqueOrThrow({ where: { id: id ?? '' } });

test('a blob without its row is found, and deleted once it is old enough', async () => {
  const { sourceId } = await uploadBytes(platform, caller, 'kept');
  const orphan = await platform.blobs.put(Buffer.from('left by a killed worker'));
  assert.deepEqual((await checkIntegrity(platform)).orphanBlobs, [orphan.sha256]);
  assert.equal(await collectGarbage(platform), 0, 'it may still be waiting for its row');
  assert.equal(await collectGarbage(platform, 0), 1);
  assert.equal(await platform.blobs.has(orphan.sha256), false);
  assert.equal(await platform.blobs.has((await sourceOf(sourceId)).sha256), true);
});

test('a row without its blob, and a blob that rotted, are found', async () => {
  const lost = await sourceOf((await uploadBytes(platform, caller, 'will be lost')).sourceId);
  const rotten = await sourceOf((await uploadBytes(platform, caller, 'will rot')).sourceId);
  await platform.blobs.delete(lost.sha256);
  const { blobsDir } = platform.config;
  const files = await readdir(blobsDir, { recursive: true });
  await writeFile(path.join(blobsDir, files.find((file) => file.endsWith(rotten.sha256)) ?? ''), 'something else');
  assert.deepEqual(await checkIntegrity(platform), {
    missingBlobs: [lost.sha256],
    brokenBlobs: [rotten.sha256],
    orphanBlobs: [],
  });
});
