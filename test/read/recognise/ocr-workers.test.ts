import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Worker } from 'tesseract.js';
import { createWorkers, MOST_PICTURES } from '../../../functions/read/recognise/ocr-workers.ts';

/** Recognisers that are numbered as they start; `ended` holds those that were ended. */
function numbered() {
  const ended: number[] = [];
  let started = 0;
  const start = async () => {
    const number = started++;
    return { number, terminate: async () => ended.push(number) } as unknown as Worker;
  };
  return { ended, start };
}

const numberOf = async (worker: Worker) => (worker as unknown as { number: number }).number;

test('a recogniser is used again, and a second one starts only while it is busy', async () => {
  const { start } = numbered();
  const workers = createWorkers(2, start);
  assert.equal(await workers.use(numberOf), 0);
  assert.equal(await workers.use(numberOf), 0);
  const used = await Promise.all([1, 2, 3, 4].map(() => workers.use(numberOf)));
  assert.deepEqual(new Set(used), new Set([0, 1]));
});

test('one that fails is ended, and those who wait get another', async () => {
  const { ended, start } = numbered();
  const workers = createWorkers(1, start);
  const failing = workers.use(async () => {
    throw new Error('aborted');
  });
  const next = workers.use(numberOf);
  await assert.rejects(failing, /aborted/);
  assert.equal(await next, 1);
  assert.deepEqual(ended, [0]);
});

test('one that saw many pictures makes room for a fresh one', async () => {
  const { ended, start } = numbered();
  const workers = createWorkers(1, start);
  for (let picture = 0; picture < MOST_PICTURES; picture++) assert.equal(await workers.use(numberOf), 0);
  assert.equal(await workers.use(numberOf), 1);
  assert.deepEqual(ended, [0]);
  await workers.end();
  assert.deepEqual(ended, [0, 1]);
});
