import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showsOthers } from '../../../functions/digitize/marks/other-pulses.ts';

const pulsesOf = (...heightsPx: readonly number[]) =>
  heightsPx.map((heightPx, row) => {
    const footY = 100 + 200 * row;
    return { left: 20, right: 60, topY: footY - heightPx, footY, heightPx, whole: true };
  });

test('pulses that are more than others, or of other heights, show others; as many of the same heights do not', () => {
  assert.equal(showsOthers(pulsesOf(80, 80), pulsesOf(80)), true);
  assert.equal(showsOthers(pulsesOf(80), pulsesOf(80, 80)), false);
  assert.equal(showsOthers(pulsesOf(80, 40), pulsesOf(80, 49)), true);
  assert.equal(showsOthers(pulsesOf(80, 80), pulsesOf(81, 79)), false);
  assert.equal(showsOthers([], []), false);
});
