import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gridStubs } from '../../../functions/digitize/marks/grid-stubs.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PITCH = { x: 8, y: 8 };
const PEN = { level: 255, strokePx: 3 };
const BASELINE = 100;

/** A row from column 100 to 700, and a piece beside it: where it lies along the row, how thick it is and how it runs. */
function stubsBeside(from: number, to: number, thickPx: number, height: (x: number) => number): number {
  const ink = emptyPlane(900, 200);
  const fill = (x: number, y: number, px: number) => {
    for (let k = 0; k < px; k++) ink.values[(y + k) * ink.widthPx + x] = 255;
  };
  for (let x = 100; x < 700; x++) fill(x, BASELINE + (x % 160 < 10 ? 6 : 0), 3);
  for (let x = from; x < to; x++) fill(x, height(x), thickPx);
  const { runs, components } = findComponents(ink, 128);
  return gridStubs(ink, runs, components, [{ baselinePx: BASELINE, mass: 1 }], PEN, PITCH).length;
}

const level = () => BASELINE - 8;

test('a thin level piece before or behind a row is left of the grid', () => {
  assert.equal(stubsBeside(60, 85, 1, level), 1);
  assert.equal(stubsBeside(720, 745, 1, level), 1);
});

test('a piece as thick as the pen, one that wavers or slopes, and one of another length are none', () => {
  assert.equal(stubsBeside(60, 85, 3, level), 0);
  assert.equal(
    stubsBeside(60, 85, 1, (x) => BASELINE + (x % 4 < 2 ? 1 : 0)),
    0,
  );
  assert.equal(
    stubsBeside(60, 85, 1, (x) => BASELINE + Math.round(x / 8)),
    0,
  );
  assert.equal(stubsBeside(60, 66, 1, level), 0);
  assert.equal(stubsBeside(5, 95, 1, level), 0);
});

test('what is thin amid a row stays', () => {
  assert.equal(
    stubsBeside(300, 325, 1, () => BASELINE - 14),
    0,
  );
});
