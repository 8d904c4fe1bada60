import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nthSmallest } from '../../../functions/digitize/maths/nth-smallest.ts';

const VALUES = [3, -1, 7, 7, 0, 2, 7, -5, 4, 1, 3];

test('each place holds what it holds once values are in order, one after another as well', () => {
  const inOrder = VALUES.toSorted((a, b) => a - b);
  const left = Float64Array.from(VALUES);
  for (const n of [5, 0, 10, 9, 1, 5, 3]) assert.equal(nthSmallest(left, n), inOrder[n]);
  for (const n of inOrder.keys()) assert.equal(nthSmallest(Float32Array.from(VALUES), n), inOrder[n]);
});

test('values in order, in reverse and all alike are no trouble', () => {
  const rising = Float64Array.from({ length: 1000 }, (_, i) => i);
  assert.equal(nthSmallest(rising.slice(), 990), 990);
  assert.equal(nthSmallest(rising.toReversed(), 10), 10);
  assert.equal(nthSmallest(new Float64Array(1000).fill(2), 500), 2);
});
