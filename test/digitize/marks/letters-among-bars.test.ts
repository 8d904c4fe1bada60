import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutLetters } from '../../../functions/digitize/marks/letters-among-bars.ts';

const PITCH_PX = 8;
const rows = [{ baselinePx: 200, mass: 1 }];
const name = { lead: 'II', xPx: 112, yPx: 160, probability: 0.9 } as const;
const bar = (centreX: number, top: number, bottom: number) => ({
  left: centreX - 1,
  right: centreX + 1,
  centreX,
  top,
  bottom,
  detached: true,
});

test('strokes of a recognised name are no bars', () => {
  assert.deepEqual(withoutLetters([bar(108, 150, 172), bar(116, 150, 172)], [name], rows, PITCH_PX, PITCH_PX), []);
});

test('bars that cross the row, stand beside a name or by what is hardly one stay', () => {
  const standing = [bar(108, 178, 222), bar(94, 150, 172)];
  assert.deepEqual(withoutLetters(standing, [name], rows, PITCH_PX, PITCH_PX), standing);
  const unsure = [{ ...name, probability: 0.3 }];
  assert.equal(withoutLetters([bar(108, 150, 172)], unsure, rows, PITCH_PX, PITCH_PX).length, 1);
});
