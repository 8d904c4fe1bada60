import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterCutPulse } from '../../../functions/digitize/leads/cut-pulse.ts';
import type { BlockSignal } from '../../../functions/digitize/leads/lead-cut.ts';

/** A block that begins with `topMv` for `top` samples, falls within 12 and goes on with small waves. */
function block(startS: number, topMv: number, top: number): BlockSignal {
  const mv = Float32Array.from({ length: 1000 }, (_, k) => {
    const share = Math.max(0, Math.min(1, (top + 12 - k) / 12));
    return share * topMv + (1 - share) * 0.05 * Math.sin(k / 20);
  });
  const reading = { line: { startX: 50, stepPx: 0.4, y: mv.slice() } };
  return { startS, mv, rhythm: false, reading } as unknown as BlockSignal;
}

test('what is left of a pulse in all rows is taken off', () => {
  const done = afterCutPulse([block(0, 1, 10), block(0, 0.98, 12), block(0, 1.02, 11), block(2.5, 0, 0)]);
  const gone = 1000 - (done[0]?.mv.length ?? 0);
  assert.ok(gone >= 20 && gone <= 26, `${gone} samples`);
  assert.ok(done.slice(0, 3).every(({ mv }) => mv.length === 1000 - gone && Math.abs(mv[0] ?? 1) < 0.1));
  assert.equal(done[3]?.mv.length, 1000);
  assert.ok(Math.abs((done[3]?.startS ?? 0) - (2.5 - gone / 500)) < 1e-9);
});

test('falls of different heights, at different times, of one row or without a level top are waves', () => {
  for (const waves of [
    [block(0, 1, 10), block(0, 0.6, 10), block(0, 0.4, 10)],
    [block(0, 1, 10), block(0, 1, 30)],
    [block(0, 1, 10), block(0, 0, 0), block(0, 1, 10)],
    [block(0, 1, 10)],
    [block(0, 1, 0), block(0, 1, 0)],
  ])
    assert.deepEqual(afterCutPulse(waves), waves);
});
