import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimForEnding, createNativeGuard, insideNative } from '../../functions/platform/native-guard.ts';
import { createPagePool } from '../../functions/platform/page-pool.ts';
import { drawnContent, madeUpLeads } from '../digitize-vector/drawn-ecg.ts';
import { plainPdf } from '../digitize-vector/plain-pdf.ts';

import { NATIVE_MS } from './misbehaving-task.ts';

const MM = 72 / 25.4;
const ROWS = [
  ['I', 'aVR', 'V1', 'V4'],
  ['II', 'aVL', 'V2', 'V5'],
  ['III', 'aVF', 'V3', 'V6'],
];
const REPORT = plainPdf({
  widthPt: 297 * MM,
  heightPt: 210 * MM,
  content: drawnContent(madeUpLeads(), { rows: ROWS }),
});
const TASK = { bytes: REPORT, mediaType: 'application/pdf', pageIndex: 0 } as const;
const MISBEHAVING = new URL('misbehaving-task.ts', import.meta.url);

/** The misbehaving module takes its orders from the file's bytes. */
const order = (word: string) => ({ ...TASK, bytes: Buffer.from(word) });

test('a page goes into a thread and comes back digitized, with the time that decoding took', async (t) => {
  const pool = createPagePool({ jobs: 1 });
  t.after(() => pool.close());
  const ingested = await pool.ingest(REPORT);
  assert.ok(ingested.ok && ingested.value.kind === 'pages');
  const done = await pool.runWithPage(TASK);
  assert.ok(done.ok && done.value.digitized.ok);
  const { digitized, page } = done.value;
  assert.equal(digitized.value.layout, '3x4');
  assert.ok(digitized.value.leads.V6?.mv instanceof Float32Array);
  assert.ok(digitized.value.timings.decodeMs > 0);
  assert.equal(page.raster.rgb.length, page.raster.widthPx * page.raster.heightPx * 3);
});

test('a page that takes too long is stopped, and the next page is answered by a fresh thread', async (t) => {
  const pool = createPagePool({ jobs: 1, timeoutMs: 1500, taskModule: MISBEHAVING });
  t.after(() => pool.close());
  const [stuck, behind] = await Promise.all([pool.run(order('hang')), pool.run(order('answer'))]);
  assert.equal(stuck.ok ? '' : stuck.problem.code, 'STEP_TIMEOUT');
  assert.ok(behind.ok, 'the page behind it was not answered');
});

test('a thread is not ended amid native code, which would abort the process, but right after it', async (t) => {
  const pool = createPagePool({ jobs: 1, timeoutMs: 300, taskModule: MISBEHAVING });
  t.after(() => pool.close());
  const started = performance.now();
  const stuck = await pool.run(order('native'));
  assert.equal(stuck.ok ? '' : stuck.problem.code, 'STEP_TIMEOUT');
  assert.ok(performance.now() - started >= NATIVE_MS, 'it was ended amid native code');
});

test('a call that is to end enters no native code', async () => {
  const guard = createNativeGuard();
  assert.equal(await insideNative(guard, async () => claimForEnding(guard)), false);
  assert.equal(claimForEnding(guard), true);
  await assert.rejects(insideNative(guard, async () => 1));
});

test('a page that eats memory is stopped, and the process lives on', async (t) => {
  const pool = createPagePool({ jobs: 1, memoryMb: 64, timeoutMs: 60_000, taskModule: MISBEHAVING });
  t.after(() => pool.close());
  const greedy = await pool.run(order('eat'));
  assert.equal(greedy.ok ? '' : greedy.problem.code, 'STEP_OUT_OF_MEMORY');
  assert.ok((await pool.run(order('answer'))).ok);
});

test('one page at a time may use more cores than one', async (t) => {
  const pool = createPagePool({ jobs: 1, cores: 3, taskModule: MISBEHAVING });
  t.after(() => pool.close());
  assert.deepEqual(await pool.run(order('cores')), { ok: true, value: 3 });
});

test('a page alone may use all cores, the next beside it one', async (t) => {
  const pool = createPagePool({ jobs: 2, taskModule: MISBEHAVING });
  t.after(() => pool.close());
  const both = await Promise.all([pool.run(order('cores')), pool.run(order('cores'))]);
  assert.deepEqual(
    both.map((done) => done.ok && done.value),
    [2, 1],
  );
});

test('a bug in the task is thrown, not dressed up as a problem of the file', async (t) => {
  const pool = createPagePool({ jobs: 1, taskModule: MISBEHAVING });
  t.after(() => pool.close());
  await assert.rejects(pool.run(order('bug')), /a bug/);
});
