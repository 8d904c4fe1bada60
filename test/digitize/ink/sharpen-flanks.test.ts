import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharpenFlanks } from '../../../functions/digitize/ink/sharpen-flanks.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const [WIDTH, HEIGHT, PEN] = [400, 200, 3];
const [TOP, FOOT] = [60, 150];

/** A level line with upright strokes at places, all drawn with the pen and moved along by `motionPx` while it was pictured. */
function pictured(places: readonly number[], motionPx: number) {
  const plane = emptyPlane(WIDTH, HEIGHT);
  for (let y = FOOT; y < FOOT + PEN; y++) plane.values.fill(240, y * WIDTH, (y + 1) * WIDTH);
  for (const x of places)
    for (let y = TOP; y < FOOT; y++)
      for (let moved = 0; moved < motionPx; moved++)
        for (let pen = 0; pen < PEN; pen++) {
          const at = y * WIDTH + x + pen + moved;
          plane.values[at] = (plane.values[at] as number) + 240 / motionPx;
        }
  return plane;
}

const inked = (plane: ReturnType<typeof pictured>, y: number) =>
  [...plane.values.subarray(y * WIDTH, (y + 1) * WIDTH)].flatMap((value, x) => (value >= 200 ? [x] : []));

test('steep strokes that motion blurred are drawn anew as wide as the pen, where they were', () => {
  const plane = pictured([100, 200, 300], 6);
  assert.equal(sharpenFlanks(plane, 240, PEN), true);
  // A motion of six pixels moves the middle of a stroke by two and a half.
  assert.deepEqual(inked(plane, 100), [103, 104, 105, 203, 204, 205, 303, 304, 305]);
  assert.equal(inked(plane, FOOT + 1).length, WIDTH);
});

test('two strokes of a narrow wave stay two', () => {
  const plane = pictured([100, 105, 200, 300, 350], 6);
  assert.equal(sharpenFlanks(plane, 240, PEN), true);
  assert.deepEqual(inked(plane, 100).slice(0, 6), [103, 104, 105, 108, 109, 110]);
});

test('strokes of a page at rest stay as they are', () => {
  const plane = pictured([100, 200, 300], 1);
  const before = plane.values.slice();
  assert.equal(sharpenFlanks(plane, 240, PEN), false);
  assert.deepEqual(plane.values, before);
});
