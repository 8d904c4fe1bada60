import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitLattice } from '../../../functions/digitize/layout/column-lattice.ts';

/** Six rows of two columns from one edge of the picture to the other; names 2 mm behind the begins, but those at the edge are read nearer to it. */
const marks = {
  bars: [],
  words: [0, 1, 2, 3, 4, 5].flatMap((row) => [
    { x: 1.2, row, dy: -5 },
    { x: 252.2, row, dy: -5 },
  ]),
  startMm: 0.3,
  endMm: 499.7,
  beginAgrees: false,
  endAgrees: false,
  endsAgree: false,
  beginCut: true,
  rows: 6,
};

test('columns that fill a picture, as long as columns usually are, begin at its edge', () => {
  const { startMm, widthMm } = fitLattice(marks, 2);
  assert.deepEqual([startMm, widthMm], [0, 250]);
});

test('columns of another length are placed by their names', () => {
  const { widthMm } = fitLattice({ ...marks, endMm: 505 }, 2);
  assert.ok(Math.abs(widthMm - 251) < 1.5, `${widthMm}`);
});

/** Three rows of four columns 65 mm apart, whose ends a pulse behind them hides: they seem to be 250 mm long. */
const hidden = (namedColumns: number) => ({
  ...marks,
  words: [0, 1, 2].flatMap((row) =>
    Array.from({ length: namedColumns }, (_, column) => ({ x: 11 + 65 * column, row, dy: -5 })),
  ),
  startMm: 10,
  endMm: 260,
  beginAgrees: true,
  endAgrees: true,
  endsAgree: true,
  beginCut: false,
  rows: 3,
});

test('names that all stand at columns of another width keep them from usual ends; without names the ends tell', () => {
  const { widthMm } = fitLattice(hidden(4), 4);
  assert.ok(Math.abs(widthMm - 65) < 0.8, `${widthMm}`);
  assert.equal(fitLattice(hidden(0), 4).widthMm, 62.5);
});
