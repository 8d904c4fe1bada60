import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSessionLocks } from '../../functions/platform/database/session-locks.ts';
import { type TestPlatform, testPlatform } from '../database.ts';

let platform: TestPlatform;

before(async () => {
  platform = await testPlatform();
});
after(() => platform.close());

test('a lock has one holder, also among the tasks of one process, until it is given back', async () => {
  const other = openSessionLocks(platform.url);
  const taken = await Promise.all([platform.locks.tryLock('a'), platform.locks.tryLock('a'), other.tryLock('a')]);
  assert.equal(taken.filter(Boolean).length, 1);
  await platform.locks.unlock('a');
  await other.unlock('a');
  assert.equal(await other.tryLock('a'), true);
  assert.equal(await platform.locks.tryLock('b'), true, 'another name is free');
  await other.close();
  assert.equal(await platform.locks.tryLock('a'), true, 'closing gives back');
});

test('when the connection breaks the locks are gone, and it is known', async () => {
  const other = openSessionLocks(platform.url);
  assert.equal(await other.tryLock('c'), true);
  assert.equal(await platform.locks.tryLock('own'), true);
  await platform.db.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'ecgraph-locks' AND datname = current_database()`;
  while (other.isHeld('c') || platform.locks.isHeld('own')) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(await platform.locks.tryLock('c'), true);
  assert.equal(await other.tryLock('d'), true, 'a new connection is made');
  await other.close();
});
