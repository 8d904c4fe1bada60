import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uprightRuns } from '../../../functions/digitize/marks/rules.ts';
import { stackedPulses } from '../../../functions/digitize/marks/stacked-pulses.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PX = 8;
const [LEFT, RIGHT] = [80, 80 + 5 * PX];
const PEN = 3;

/** What is found where pulses of a height stand on rows that are so far apart; `cutMm`: how much of the picture's top is missing. */
function found(heightMm: number, gapMm: number, { cutMm = 0, withTops = true } = {}) {
  const ink = emptyPlane(300, 140 * PX);
  const line = (x0: number, x1: number, y0: number, y1: number) => {
    for (let y = Math.max(0, y0); y < y1 + PEN; y++)
      ink.values.fill(255, y * ink.widthPx + x0, y * ink.widthPx + x1 + PEN);
  };
  for (let row = 0; row < 6; row++) {
    const foot = Math.round((25 - cutMm + row * gapMm) * PX);
    const top = foot - heightMm * PX;
    line(LEFT, LEFT, top, foot);
    line(RIGHT, RIGHT, top, foot);
    if (withTops) line(LEFT, RIGHT, top, Math.max(-PEN, top));
    line(LEFT - 2 * PX, LEFT, foot, foot);
    line(RIGHT, RIGHT + 2 * PX, foot, foot);
  }
  return stackedPulses(ink, uprightRuns(ink, PX, 128), 128, { x: PX, y: PX });
}

const heightsMm = (pulses: ReturnType<typeof found>) => pulses.map(({ heightPx }) => heightPx / PX);

test('pulses of 20 mm on rows 13 mm apart share their sides, and are as high as the lowest one', () => {
  assert.deepEqual(heightsMm(found(20, 13)), [20, 20, 20, 20, 20, 20]);
});

test('pulses whose tops are where the feet above them stand are told as well', () => {
  assert.deepEqual(heightsMm(found(20, 19.75)).length, 6);
});

test('a top that the picture cuts leaves the other pulses', () => {
  const pulses = found(20, 13, { cutMm: 10 });
  assert.deepEqual(heightsMm(pulses), [20, 20, 20, 20, 20]);
});

test('two rules, and pulses that stand apart, are no ladder', () => {
  assert.deepEqual(found(20, 13, { withTops: false }), []);
  assert.deepEqual(found(10, 18), []);
});
