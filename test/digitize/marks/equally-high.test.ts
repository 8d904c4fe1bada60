import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equallyHigh } from '../../../functions/digitize/marks/equally-high.ts';

const keptOf = (...heights: readonly number[]) =>
  equallyHigh(
    heights.map((heightPx) => ({ left: 0, right: 40, topY: 100, footY: 100 + heightPx, heightPx, whole: true })),
  ).length;

test('pulses of one height are kept, and those of chest leads at half the gain', () => {
  assert.equal(keptOf(80, 83, 78), 3);
  assert.equal(keptOf(80, 41, 79, 39), 4);
});

test('waves are of any height, and one alone may be one', () => {
  assert.equal(keptOf(57, 44, 59, 51), 0);
  assert.equal(keptOf(80), 0);
  assert.equal(keptOf(), 0);
});
