import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gridEnds } from '../../../functions/digitize/grid/grid-ends.ts';
import { cellPlaces, type PhaseCells } from '../../../functions/digitize/grid/grid-phase.ts';
import { UNBOUND } from '../../../functions/digitize/grid/paper-bounds.ts';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';

const PITCH_PX = 8;
const [columns, rows, cellPx] = [40, 30, 64];
const map = plainMap(columns * cellPx, rows * cellPx, { x: PITCH_PX, y: PITCH_PX }, 0);

/** Cells in both directions of which lines weigh what `weightOf` says. */
function cellsOf(weightOf: (column: number, row: number) => number): PhaseCells {
  const weight = Float32Array.from({ length: columns * rows }, (_, i) =>
    weightOf(i % columns, Math.floor(i / columns)),
  );
  const family = { offsetMm: new Float32Array(weight.length), slopeMm: new Float32Array(weight.length), weight };
  return { columns, rows, cellPx, down: family, across: family };
}

const within = (column: number, row: number) => column >= 10 && column < 30 && row >= 8 && row < 20;

test('a grid that is bold up to its ends ends at its outermost cells', () => {
  const cells = cellsOf((column, row) => (within(column, row) ? 20 : 0.5));
  const { left, top, right, bottom } = gridEnds(map, cells);
  const places = cellPlaces(map, cells);
  assert.deepEqual([left, top], places[8 * columns + 10]);
  assert.deepEqual([right, bottom], places[19 * columns + 29]);
});

test('a side towards which the grid is washed out little by little has no end', () => {
  const washed = (column: number) => 20 * Math.min(1, Math.max(0.1, (30 - column) / 10));
  const { right, ...others } = gridEnds(
    map,
    cellsOf((column, row) => (within(column, row) ? washed(column) : 0.5)),
  );
  assert.equal(right, Infinity);
  assert.ok(Object.values(others).every(Number.isFinite));
});

test('few cells, or cells strewn over the page, have no ends', () => {
  const few = cellsOf((column, row) => (column < 6 && row < 8 ? 20 : 0.5));
  const strewn = cellsOf((column, row) => (column % 2 === 0 && row % 2 === 0 ? 20 : 0.5));
  for (const cells of [few, strewn]) assert.deepEqual(gridEnds(map, cells), UNBOUND);
});
