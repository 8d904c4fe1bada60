import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crossRatherThanBounce } from '../../../../functions/digitize/trace/joint/crossings.ts';

/** A path from its heights at column edges. */
const path = (edgeY: readonly number[]) => ({
  firstColumn: 0,
  edgeY: Float32Array.from(edgeY),
  gap: new Uint8Array(edgeY.length - 1),
});

const level = (y: number) => Array.from({ length: 12 }, () => y);

test('a wave that runs through the row above is given back to its own row', () => {
  // The lower row climbs to the upper row's height and stays there, while the upper row takes the wave's tip.
  const upper = path([...level(40), 40, 40, 40, 20, 2, 20, 40, 40, 40, ...level(40)]);
  const lower = path([...level(90), 90, 72, 41, 40, 40, 40, 41, 72, 90, ...level(90)]);
  assert.equal(crossRatherThanBounce(upper, lower, 2, 80), true);
  assert.deepEqual([...upper.edgeY], [...level(40), ...Array.from({ length: 9 }, () => 40), ...level(40)]);
  assert.equal(Math.min(...lower.edgeY), 2);
});

test('rows that touch without running into one another stay as they are', () => {
  const upper = path([...level(40), 40, 40, 40, 40, 40, 40, 40, 40, 40, ...level(40)]);
  const lower = path([...level(90), 90, 72, 42, 55, 70, 55, 42, 72, 90, ...level(90)]);
  assert.equal(crossRatherThanBounce(upper, lower, 2, 80), false);
  assert.equal(Math.max(...upper.edgeY), 40);
});
