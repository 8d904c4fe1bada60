import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinBreaks } from '../../../functions/digitize/marks/join-breaks.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PITCH = { x: 10, y: 10 };
const [WIDTH, HEIGHT] = [600, 120];

/** A line of strokes of so many pixels with breaks between them; each next one is a pixel higher or lower. */
function broken(strokePx: number, breakPx: number) {
  const plane = emptyPlane(WIDTH, HEIGHT);
  for (let x = 0, k = 0; x < WIDTH; x += strokePx + breakPx, k++) {
    const row = (60 + (k % 2)) * WIDTH;
    plane.values.fill(200, row + x, row + Math.min(WIDTH, x + strokePx));
  }
  return plane;
}

function joined(strokePx: number, breakPx: number) {
  const plane = broken(strokePx, breakPx);
  const { runs, components } = findComponents(plane, 100);
  const isBroken = joinBreaks(plane, runs, components, PITCH);
  return { isBroken, before: components.length, after: findComponents(plane, 100).components.length, plane };
}

test('short strokes of a broken line are joined with their own ink', () => {
  const { isBroken, before, after, plane } = joined(9, 6);
  assert.equal(isBroken, true);
  assert.equal(before, 40);
  assert.equal(after, 1);
  assert.equal(Math.max(...plane.values), 200);
});

test('breaks that are wider than a pen falls out of the ink stay', () => {
  const { after, before } = joined(9, 12);
  assert.equal(after, before);
});

test('lines of whole strokes stay as they are', () => {
  const { isBroken, after, before } = joined(45, 6);
  assert.equal(isBroken, false);
  assert.equal(after, before);
});
