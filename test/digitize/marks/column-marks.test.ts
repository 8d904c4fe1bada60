import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnMarks } from '../../../functions/digitize/marks/column-marks.ts';

const PITCH_PX = 8;
const rows = [200, 400, 600].map((baselinePx) => ({ baselinePx, mass: 1 }));
const extents = rows.map(() => ({ left: 100, right: 2200 }));
const span = { startPx: 100, endPx: 2200, beginAgreed: true, endAgreed: true, beginCut: false, agreed: true };

/** Strokes in all rows at places given in mm. */
function barsAt(placesMm: readonly number[]) {
  const bars = placesMm.flatMap((mm) =>
    rows.map(({ baselinePx }) => ({
      left: mm * PITCH_PX - 1,
      right: mm * PITCH_PX + 1,
      centreX: mm * PITCH_PX,
      top: baselinePx - 20,
      bottom: baselinePx + 20,
      detached: true,
    })),
  );
  return columnMarks(bars, [], [], rows, extents, span, PITCH_PX, PITCH_PX).bars;
}

test('bars at the boundaries of columns count', () => {
  assert.equal(barsAt([12.5, 75, 137.5, 200]).length, 12);
  assert.equal(barsAt([15, 77.5, 140, 202.5]).length, 12);
});

test('strokes at many multiples of 5 mm are what is left of a grid', () => {
  assert.deepEqual(barsAt([20, 50, 95, 140, 185, 215]), []);
  assert.equal(barsAt([20, 50, 77.3, 95, 140, 185, 215]).length, 3);
});
