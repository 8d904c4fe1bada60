import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPagePool } from '../../functions/platform/page-pool.ts';
import { QUESTION } from './misbehaving-task.ts';

const ASKING = new URL('misbehaving-task.ts', import.meta.url);
const TASK = { bytes: Buffer.from('ask'), mediaType: 'image/png', pageIndex: 0 } as const;

test('a thread asks for the print of its page and goes on with the answer', async (t) => {
  const pool = createPagePool({ jobs: 1, taskModule: ASKING });
  t.after(() => pool.close());
  const asked: unknown[] = [];
  const done = await pool.runWithPage(TASK, async (...question) => {
    asked.push(question);
    return { speedMmPerS: 50 };
  });
  assert.deepEqual(asked, [[QUESTION.page, QUESTION.geometry, QUESTION.pen]]);
  assert.deepEqual(done, { ok: true, value: { speedMmPerS: 50 } });
});

test('a print that cannot be read is thrown to the caller, and the thread answers the next page', async (t) => {
  const pool = createPagePool({ jobs: 1, taskModule: ASKING });
  t.after(() => pool.close());
  const broken = pool.runWithPage(TASK, async () => {
    throw new Error('no recogniser');
  });
  await assert.rejects(broken, /no recogniser/);
  assert.ok((await pool.runWithPage(TASK, async () => ({}))).ok);
});
