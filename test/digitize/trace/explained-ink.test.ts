import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';
import { rendered } from '../../../functions/digitize/trace/explained-ink.ts';

const [WIDTH, HEIGHT, PEN] = [200, 160, 3];
const BAND = {
  top: 0,
  bottom: HEIGHT,
  left: 0,
  right: WIDTH,
  baselinePx: 80,
  spaceAbovePx: 160,
  spaceBelowPx: 160,
  crowded: false,
};

/** A level line with one triangular peak of a height, its centre in px from the top. */
const course = (peakPx: number) =>
  Float32Array.from({ length: WIDTH }, (_, x) => 80 - Math.max(0, peakPx - 6 * Math.abs(x - 100)));

function sightOf(heights: Float32Array) {
  const ink = emptyPlane(WIDTH, HEIGHT);
  for (let x = 0; x + 1 < WIDTH; x++) {
    const [a, b] = [heights[x] ?? 0, heights[x + 1] ?? 0];
    for (let y = Math.round(Math.min(a, b) - PEN / 2); y < Math.max(a, b) + PEN / 2; y++)
      ink.values[y * WIDTH + x] = 255;
  }
  return { ink, level: 255, strokePx: PEN, hidden: new Uint8Array(WIDTH * HEIGHT) };
}

const judge = (drawn: Float32Array, read: Float32Array) => {
  const [found] = rendered(sightOf(drawn), [{ band: BAND, line: { startX: 0.5, stepPx: 1, y: read } }], 8);
  assert.ok(found);
  return found;
};

test('a line that was read as it was drawn explains its ink and runs over no paper', () => {
  const { unexplained, blank } = judge(course(60), course(60));
  assert.ok(unexplained < 0.01, String(unexplained));
  assert.ok(blank < 0.02, String(blank));
});

test('a peak that was cut leaves ink unexplained', () => {
  assert.ok(judge(course(60), course(30)).unexplained > 0.05);
});

test('a peak that nothing was drawn for runs over blank paper', () => {
  assert.ok(judge(course(0), course(60)).blank > 0.2);
});
