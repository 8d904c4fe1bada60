import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinDots } from '../../../functions/digitize/ink/join-dots.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PITCH = { x: 8, y: 8 };
const PEN = 3;

/** Upright strokes of dots, 8 px from one to the next, at these places. */
function dotted(places: readonly number[], dots: number) {
  const plane = emptyPlane(400, 200);
  for (const x of places)
    for (let k = 0; k < dots; k++)
      for (let y = 0; y < PEN; y++)
        plane.values.fill(255, (20 + 8 * k + y) * 400 + x, (20 + 8 * k + y) * 400 + x + PEN);
  return plane;
}

function joined(places: readonly number[], dots: number): number {
  const plane = dotted(places, dots);
  const { runs, components } = findComponents(plane, 100);
  joinDots(plane, runs, components, () => false, PEN, PITCH);
  return findComponents(plane, 100).components.length;
}

test('the dots of steep strokes are joined', () => {
  assert.equal(joined([20, 70, 120, 170, 220, 270, 320, 370], 6), 8);
});

test('dotted lines between columns, and the few dots that specks make, stay as they are', () => {
  assert.equal(joined([100, 200, 300], 20), 60);
  assert.equal(joined([20, 70, 120, 170, 220, 270, 320, 370], 3), 24);
});
