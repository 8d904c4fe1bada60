import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type TestPlatform, testPlatform } from '../database.ts';

let platform: TestPlatform;
const tenantId = randomUUID();

before(async () => {
  platform = await testPlatform();
});
after(() => platform.close());

test('a job exists only if the transaction that enqueued it commits', async () => {
  const studyId = randomUUID();
  const undone = platform.db.$transaction(async (tx) => {
    await platform.queue.enqueue(tx, { tenantId, studyId });
    throw new Error('changed my mind');
  });
  await assert.rejects(undone, /changed my mind/);
  assert.equal(await platform.queue.hasJob(studyId), false);
  await platform.db.$transaction((tx) => platform.queue.enqueue(tx, { tenantId, studyId }));
  assert.equal(await platform.queue.hasJob(studyId), true);
  assert.equal((await platform.queue.counts()).waiting, 1);
});

test('what is urgent is taken first', async () => {
  const order: string[] = [];
  const [routine, urgent] = [randomUUID(), randomUUID()];
  const own = await testPlatform();
  for (const [studyId, priority] of [
    [routine, 0],
    [urgent, 3],
  ] as const) {
    await own.db.$transaction((tx) => own.queue.enqueue(tx, { tenantId, studyId }, priority));
  }
  await own.queue.work(1, async ({ studyId }) => {
    order.push(studyId);
  });
  while (order.length < 2) await delay(50);
  await own.close();
  assert.deepEqual(order, [urgent, routine]);
});

test('a backlog drains, several at a time; a failing job comes again', async () => {
  const studies = Array.from({ length: 12 }, () => randomUUID());
  await platform.db.$transaction(async (tx) => {
    for (const studyId of studies) await platform.queue.enqueue(tx, { tenantId, studyId });
  });
  const ran = new Map<string, number>();
  let now = 0;
  let most = 0;
  const startedAt = Date.now();
  await platform.queue.work(3, async ({ studyId }, { retries }) => {
    now += 1;
    most = Math.max(most, now);
    // A busy machine starts them apart: each waits for the others.
    while (most < 3 && Date.now() - startedAt < 10_000) await delay(10);
    now -= 1;
    ran.set(studyId, retries);
    if (studyId === studies[0] && retries === 0) throw new Error('not yet');
  });
  while (ran.size < 13 || ran.get(studies[0]!) === 0) {
    assert.ok(Date.now() - startedAt < 20_000, `only ${ran.size} of 13 jobs ran`);
    await delay(50);
  }
  assert.equal(most, 3);
  assert.equal(ran.get(studies[0]!), 1, 'the failed job was tried a second time');
});
