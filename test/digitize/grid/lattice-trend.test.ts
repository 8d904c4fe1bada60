import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTrendInView } from '../../../functions/digitize/grid/lattice-trend.ts';
import { type PaperMap, toMm } from '../../../functions/digitize/grid/paper-map.ts';

const CELLS = { columns: 20, rows: 12, cellPx: 64 };

/** A page seen askew, with bends that grow by 2 mm along and by 1.2 mm down it. */
function askew(): PaperMap {
  const n = CELLS.columns * CELLS.rows;
  const column = (i: number) => i % CELLS.columns;
  const row = (i: number) => Math.floor(i / CELLS.columns);
  return {
    originX: 639.5,
    originY: 383.5,
    scale: 640,
    view: Float64Array.of(80, 2, -1, 78, 0.03, 0.15),
    bends: {
      ...CELLS,
      xMm: Float32Array.from({ length: n }, (_, i) => 0.1 * column(i) + 0.05 * Math.sin(row(i))),
      yMm: Float32Array.from({ length: n }, (_, i) => 0.1 * row(i) + 0.05 * Math.sin(column(i))),
    },
    misfit: 0.001,
  };
}

test('a page seen askew lies where it lay', () => {
  const map = askew();
  const moved = withTrendInView(map);
  for (const [x, y] of [
    [40, 30],
    [1240, 40],
    [60, 730],
    [1230, 735],
    [640, 380],
    [900, 200],
  ] as const)
    for (const axis of [0, 1] as const)
      assert.ok(Math.abs(toMm(moved, x, y)[axis] - toMm(map, x, y)[axis]) < 0.005, `${x}, ${y}`);
});

test('what grows evenly is in the view', () => {
  const { bends, view } = withTrendInView(askew());
  const change = (bends!.xMm[19 + 6 * 20]! - bends!.xMm[6 * 20]!) / 19;
  assert.ok(Math.abs(change) < 0.02, `${change} mm a cell`);
  assert.ok(view[0]! > 80.9);
});
