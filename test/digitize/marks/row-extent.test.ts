import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowExtents } from '../../../functions/digitize/marks/row-extent.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PX = 4;
const GAP = 30 * PX;
const ROWS = [0, 1].map((row) => ({ baselinePx: GAP + row * GAP, mass: 1 }));

/** Extents of two rows of level lines from column 40 to 600, the second of which leaves its level by `awayPx(x)`; breaks where that is NaN. */
function extentsOf(awayPx: (x: number) => number) {
  const ink = emptyPlane(700, 4 * GAP);
  for (const [row, { baselinePx }] of ROWS.entries())
    for (let x = 40; x < 600; x++) {
      const away = row === 0 ? 0 : awayPx(x);
      if (Number.isNaN(away)) continue;
      for (let y = 0; y < 3; y++) ink.values[(baselinePx + Math.round(away) + y) * ink.widthPx + x] = 255;
    }
  const { runs, components } = findComponents(ink, 128);
  return rowExtents({ runs, components, rows: ROWS, pulses: [], pitchPx: { x: PX, y: PX } }, 2, ink);
}

/** A hill from column 100 to 350, which is wider than a hole in a row. */
const hill = (heightMm: number) => (x: number) =>
  x < 100 || x > 350 ? 0 : heightMm * PX * Math.sin((Math.PI * (x - 100)) / 250);

test('a row that wanders between level stretches is one row', () => {
  assert.deepEqual(extentsOf(hill(10)), [
    { left: 40, right: 599 },
    { left: 40, right: 599 },
  ]);
});

test('what stands nearer to the next row is none of it', () => {
  const [, second] = extentsOf(hill(20));
  assert.ok(second && second.left > 300, `${second?.left}`);
});

test('a row that has no ink for longer than a hole is its longer part', () => {
  const [, second] = extentsOf((x) => (x < 100 || x > 350 ? 0 : Number.NaN));
  assert.deepEqual(second, { left: 351, right: 599 });
});

test('a row ends with its level ink, whatever strays beyond', () => {
  const [, second] = extentsOf((x) => (x < 450 ? 0 : 9 * PX));
  assert.deepEqual(second, { left: 40, right: 449 });
});
