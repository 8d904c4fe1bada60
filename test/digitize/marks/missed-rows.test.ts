import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withMissedRows } from '../../../functions/digitize/marks/missed-rows.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PX = 8;
const found = [100, 200, 300, 500, 600].map((baselinePx) => ({ baselinePx, mass: 300 }));

/** Level rows at these heights, 400 px long, and one of trembling ink, 20 px thick. */
function runsOf(levels: readonly number[], trembling?: number) {
  const ink = emptyPlane(500, 700);
  const paint = (x: number, from: number, to: number) => {
    for (let y = from; y < to; y++) ink.values[y * ink.widthPx + x] = 255;
  };
  for (let x = 50; x < 450; x++) {
    for (const y of levels) paint(x, y - 1, y + 1);
    if (trembling !== undefined) paint(x, trembling - 10, trembling + 10);
  }
  return findComponents(ink, 128).runs;
}

const heights = (rows: readonly { baselinePx: number }[]) => rows.map(({ baselinePx }) => baselinePx);

test('a row that trembles is put in where the sequence of rows lacks one', () => {
  const rows = withMissedRows(found, runsOf([100, 200, 300, 500, 600], 402), PX);
  assert.deepEqual(heights(rows), [100, 200, 300, 402, 500, 600]);
});

test('a gap without a trace stays one, and so does any that is not twice the usual', () => {
  assert.deepEqual(heights(withMissedRows(found, runsOf([100, 200, 300, 500, 600]), PX)), heights(found));
  const uneven = [100, 200, 300, 470, 570].map((baselinePx) => ({ baselinePx, mass: 300 }));
  assert.equal(withMissedRows(uneven, runsOf(heights(uneven), 385), PX).length, 5);
});
