import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRecent } from '../../functions/api/pictures/recent.ts';

test('a picture is made once, also when asked for twice at the same time', async () => {
  const recent = createRecent(1000);
  let made = 0;
  const make = async () => Buffer.alloc(10, ++made);
  const [first, second] = await Promise.all([recent.get('a', make), recent.get('a', make)]);
  assert.equal(first, second);
  assert.equal(await recent.get('a', make), first);
  assert.equal(made, 1);
});

test('the picture that was not used for longest makes room', async () => {
  const recent = createRecent(250);
  const made: string[] = [];
  const ask = (key: string) =>
    recent.get(key, async () => {
      made.push(key);
      return Buffer.alloc(100);
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
  assert.deepEqual(made, ['a', 'b', 'c', 'b']);
});

test('a failure is not remembered', async () => {
  const recent = createRecent(1000);
  await assert.rejects(recent.get('a', () => Promise.reject(new Error('lamp off'))));
  assert.equal((await recent.get('a', async () => Buffer.alloc(3)))?.byteLength, 3);
});
