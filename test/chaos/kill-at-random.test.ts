import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chaos } from '../../bench/chaos/chaos.ts';

test('uploads while workers are killed at random: every study ends once, nothing is lost', async () => {
  const entry = new URL('fake-worker.ts', import.meta.url);
  const outcome = await chaos({ uploads: 16, kills: 3, workers: 2, entry, env: { PACE_MS: '200' }, limitMs: 90_000 });
  assert.equal(outcome.studies, 16);
  assert.equal(outcome.kills, 3);
});
