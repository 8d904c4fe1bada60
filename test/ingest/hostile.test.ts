import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import { ingest } from '../../functions/ingest/step.ts';
import { hostileFiles } from './hostile-files.ts';

const open = () => Promise.reject(Object.assign(new Error('missing'), { code: 'ENOENT' }));

for (const { name, bytes, code } of await hostileFiles()) {
  test(`${name} gets ${code ?? 'its problem when decoded'}, with a sentence and a hint`, async () => {
    const ingested = await ingest(bytes, undefined, open);
    if (code !== null) {
      assert.ok(!ingested.ok, 'it was taken');
      assert.equal(ingested.problem.code, code);
      assert.match(ingested.problem.message, /\.$/);
      assert.match(ingested.problem.hint, /\.$/);
      return;
    }
    assert.ok(ingested.ok);
    const decoded = await decodePage(bytes, ingested.value.mediaType, 0);
    assert.ok(!decoded.ok);
    assert.equal(decoded.problem.code, 'FILE_BROKEN');
  });
}

test('a good file after the hostile ones is read as if nothing had happened', async () => {
  const files = await hostileFiles();
  for (const { bytes } of files.filter(({ name }) => name !== 'bomb.pdf')) await ingest(bytes, undefined, open);
  const script = files.find(({ name }) => name === 'script.pdf');
  const harmless = Buffer.from(
    Buffer.from(script?.bytes ?? [])
      .toString('latin1')
      .replace('/JavaScript', '/GoToRemot'),
    'latin1',
  );
  const ingested = await ingest(harmless);
  assert.ok(ingested.ok, ingested.ok ? '' : ingested.problem.message);
});

test('a file above the byte limit is refused unread', async () => {
  const ingested = await ingest(new Uint8Array(2000), {
    bytes: 1000,
    pixels: 1,
    pages: 1,
    unpackedBytes: 1,
    samples: 1,
  });
  assert.equal(ingested.ok ? '' : ingested.problem.code, 'FILE_TOO_LARGE');
});

test('no message repeats what the file holds', async () => {
  for (const { name, bytes } of await hostileFiles()) {
    if (name === 'bomb.pdf') continue;
    const ingested = await ingest(bytes, undefined, open);
    assert.doesNotMatch(ingested.ok ? '' : ingested.problem.message, /passwd|app\.alert|calc|letter/);
  }
});
