import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Transaction } from '../../functions/platform/database/client.ts';
import type { Caller } from '../../functions/record/caller.ts';
import { eventStream } from '../../functions/record/event-stream.ts';
import { appendEvent, eventsAfter } from '../../functions/record/events.ts';
import { type TestPlatform, testCaller, testPlatform } from '../database.ts';

let platform: TestPlatform;
let caller: Caller;
const STUDY = '01890000-0000-7000-8000-000000000001';
const OTHER = '01890000-0000-7000-8000-000000000002';

before(async () => {
  platform = await testPlatform();
  caller = await testCaller(platform);
});
after(() => platform.close());

const append = (tx: Transaction, studyId: string, n: number, who: Caller = caller) =>
  appendEvent(tx, { tenantId: who.tenantId, type: 'study.changed', studyId, payload: { n } });
const tell = (studyId: string, n: number, who: Caller = caller) =>
  platform.db.$transaction((tx) => append(tx, studyId, n, who));
const numberOf = (event: { payload: unknown }) => (event.payload as { n: number }).n;

test('a reader that goes on from the last id misses nothing, whatever commits late', async () => {
  const gate = Promise.withResolvers<void>();
  const appended = Promise.withResolvers<void>();
  const slow = platform.db.$transaction(async (tx) => {
    await append(tx, STUDY, 1);
    appended.resolve();
    await gate.promise;
  });
  await appended.promise;
  const quick = tell(STUDY, 2);
  const early = await Promise.race([
    quick.then(() => 'committed'),
    new Promise((resolve) => setTimeout(resolve, 300, 'waits')),
  ]);
  assert.equal(early, 'waits', 'a later id must not become visible before an earlier one');
  assert.deepEqual(await eventsAfter(platform, caller, { after: 0n, first: 10 }), []);
  gate.resolve();
  await Promise.all([slow, quick]);
  const [first] = await eventsAfter(platform, caller, { after: 0n, first: 1 });
  const rest = await eventsAfter(platform, caller, { after: first!.id, first: 10 });
  assert.deepEqual([first!, ...rest].map(numberOf), [1, 2]);
});

test('sixty events written at once are read in order, each once', async () => {
  const [last] = (await eventsAfter(platform, caller, { after: 0n, first: 500 })).slice(-1);
  let seen: number[] = [];
  let after = last!.id;
  const reading = (async () => {
    while (seen.length < 60) {
      const page = await eventsAfter(platform, caller, { after, first: 7 });
      seen = [...seen, ...page.map(numberOf)];
      after = page.at(-1)?.id ?? after;
    }
  })();
  await Promise.all(Array.from({ length: 60 }, (_, n) => tell(OTHER, n)));
  await reading;
  assert.deepEqual(
    seen.toSorted((a, b) => a - b),
    Array.from({ length: 60 }, (_, n) => n),
  );
});

test('a stream tells what happens from now on, to its tenant and study alone', async () => {
  const stranger = await testCaller(platform);
  const stream = eventStream(platform, caller, { studyId: STUDY });
  const first = stream.next();
  let begun = false;
  void first.then(() => {
    begun = true;
  });
  await tell(OTHER, 100);
  await tell(STUDY, 101, stranger);
  // The stream begins when the database has told it the last id: what is told before that comes too early for it.
  while (!begun) {
    await tell(STUDY, 102);
    await delay(50);
  }
  const numbers = [numberOf((await first).value)];
  await tell(STUDY, 103);
  while (numbers.at(-1) !== 103) numbers.push(numberOf((await stream.next()).value));
  assert.deepEqual([...new Set(numbers)], [102, 103]);
  await stream.return?.();
});

test('a stream that begins at an id replays and goes on', async () => {
  const stream = eventStream(platform, caller, { after: 0n });
  const numbers: number[] = [];
  const ids = new Set<bigint>();
  for await (const event of stream) {
    numbers.push(numberOf(event));
    ids.add(event.id);
    if (numberOf(event) === 103) void tell(STUDY, 104);
    if (numberOf(event) === 104) break;
  }
  assert.deepEqual(numbers.slice(0, 2), [1, 2]);
  assert.equal(ids.size, numbers.length);
});

test('a stream that waits ends at once when it is told to', async () => {
  const stream = eventStream(platform, caller);
  const waiting = stream.next();
  const stopping = new AbortController();
  const other = eventStream(platform, caller, { signal: stopping.signal });
  const otherWaiting = other.next();
  await stream.return?.();
  stopping.abort();
  assert.equal((await waiting).done, true);
  assert.equal((await otherWaiting).done, true);
});
