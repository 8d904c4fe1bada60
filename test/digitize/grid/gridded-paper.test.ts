import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PhaseCells } from '../../../functions/digitize/grid/grid-phase.ts';
import { griddedPaper } from '../../../functions/digitize/grid/gridded-paper.ts';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import type { Paper } from '../../../functions/digitize/ink/paper.ts';

const PITCH_PX = 8;
const [columns, rows, cellPx] = [40, 30, 64];
const map = plainMap(columns * cellPx, rows * cellPx, { x: PITCH_PX, y: PITCH_PX }, 0);

/** Cells of which those are sure of the grid that `shows` says. */
function cellsWith(shows: (column: number, row: number) => boolean): PhaseCells {
  const weight = Float32Array.from({ length: columns * rows }, (_, i) =>
    shows(i % columns, Math.floor(i / columns)) ? 20 : 0.5,
  );
  const family = { offsetMm: new Float32Array(weight.length), slopeMm: new Float32Array(weight.length), weight };
  return { columns, rows, cellPx, down: family, across: family };
}

/** Paper of one lightness, but for what `light` says of its blocks, of the size of cells. */
function paperWith(light: (column: number, row: number) => number): Paper {
  const blocks = Array.from({ length: columns * rows }, (_, i) => light(i % columns, Math.floor(i / columns)));
  const rgb = Float32Array.from(blocks.flatMap((value) => [value, value, value]));
  return { columns, rows, blockPx: cellPx, rgb, hidden: Uint8Array.from(blocks, (value) => (value === 0 ? 1 : 0)) };
}

const within = (column: number, row: number) => column >= 10 && column < 30 && row >= 8 && row < 20;
const onTable = paperWith((column, row) => (within(column, row) ? 220 : 150));

test('the paper reaches 22 mm beyond the cells that show the grid, stray ones aside', () => {
  const found = griddedPaper(
    map,
    cellsWith((column, row) => within(column, row) || (column === 38 && row === 1)),
    onTable,
  );
  assert.ok(found);
  assert.ok(Math.abs(found.right - found.left - (19 * 8 + 44)) < 0.5, `${found.right - found.left} mm wide`);
  assert.ok(Math.abs(found.bottom - found.top - (11 * 8 + 44)) < 0.5, `${found.bottom - found.top} mm high`);
});

test('few cells, or cells strewn over the page, do not tell where the grid ends', () => {
  assert.equal(
    griddedPaper(
      map,
      cellsWith((column, row) => column < 6 && row < 8),
      onTable,
    ),
    null,
  );
  assert.equal(
    griddedPaper(
      map,
      cellsWith((column, row) => column % 4 === 0 && row % 2 === 0),
      onTable,
    ),
    null,
  );
});

test('lines of one family alone are no grid', () => {
  const { down, ...rest } = cellsWith(within);
  const across = { ...down, weight: new Float32Array(down.weight.length) };
  assert.equal(griddedPaper(map, { ...rest, down, across }, onTable), null);
});

test('paper beside the grid that is as light as under it may be its continuation, and is looked at', () => {
  const washed = (column: number, row: number) => column >= 30 && column < 36 && row >= 8 && row < 20;
  const found = griddedPaper(
    map,
    cellsWith(within),
    paperWith((column, row) => (washed(column, row) ? 250 : within(column, row) ? 220 : 0)),
  );
  assert.ok(found);
  assert.ok(Math.abs(found.right - found.left - (25 * 8 + 44)) < 0.5, `${found.right - found.left} mm wide`);
});
