import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PaperMap, plainMap, toMm } from '../../../functions/digitize/grid/paper-map.ts';
import { withLatticeInStep } from '../../../functions/digitize/grid/whole-lattice.ts';

const CELL_PX = 64;
const [COLUMNS, ROWS] = [34, 24];
const [WIDTH, HEIGHT] = [COLUMNS * CELL_PX, ROWS * CELL_PX];
const TRUTH = plainMap(WIDTH, HEIGHT, { x: 8, y: 8 }, 0.01);

/** How a lattice of whole mm of `TRUTH` lies against another map; `blank` cells show nothing. */
function cells(map: PaperMap, blank: (column: number, row: number) => boolean = () => false) {
  const family = (axis: 0 | 1) => {
    const offsetMm = new Float32Array(COLUMNS * ROWS);
    const weight = new Float32Array(COLUMNS * ROWS);
    for (let i = 0; i < offsetMm.length; i++) {
      const [column, row] = [i % COLUMNS, Math.floor(i / COLUMNS)];
      const at = [(column + 0.5) * CELL_PX - 0.5, (row + 0.5) * CELL_PX - 0.5] as const;
      const off = toMm(TRUTH, ...at)[axis] - toMm(map, ...at)[axis] + 0.02 * Math.sin(7 * i);
      offsetMm[i] = off - Math.round(off);
      weight[i] = blank(column, row) ? 0 : 20;
    }
    return { offsetMm, slopeMm: new Float32Array(COLUMNS * ROWS), weight };
  };
  return { columns: COLUMNS, rows: ROWS, cellPx: CELL_PX, down: family(0), across: family(1) };
}

/** How far a map strays from the truth over the page's length and height, mm. */
function stray(map: PaperMap): number {
  const corners = [
    [0, 0],
    [WIDTH, 0],
    [WIDTH, HEIGHT],
    [0, HEIGHT],
  ] as const;
  const away = corners.map(([x, y]) => {
    const [a, b] = [toMm(map, x, y), toMm(TRUTH, x, y)];
    return [a[0] - b[0], a[1] - b[1]] as const;
  });
  const spread = (axis: 0 | 1) => Math.max(...away.map((v) => v[axis])) - Math.min(...away.map((v) => v[axis]));
  return Math.max(spread(0), spread(1));
}

test('a map that slipped by a line is scaled back, where lines are faint between the halves of the page too', () => {
  const slipped = plainMap(WIDTH, HEIGHT, { x: 8 * 1.004, y: 8 }, 0.01);
  assert.ok(stray(slipped) > 0.9);
  assert.ok(stray(withLatticeInStep(slipped, cells)) < 0.05);
  const halves = (map: PaperMap) => cells(map, (column) => column > 14 && column < 20);
  assert.ok(stray(withLatticeInStep(slipped, halves)) < 0.05);
});

test('a turn is found with the scale', () => {
  const turned = plainMap(WIDTH, HEIGHT, { x: 8 * 0.997, y: 8 * 1.002 }, 0.013);
  assert.ok(stray(withLatticeInStep(turned, cells)) < 0.05);
});

test('a map that is right stays to the digit, and so does one with bends', () => {
  assert.deepEqual(withLatticeInStep(TRUTH, cells).view, TRUTH.view);
  const bends = { columns: 2, rows: 2, cellPx: 999, xMm: new Float32Array(4), yMm: new Float32Array(4) };
  const bent = { ...plainMap(WIDTH, HEIGHT, { x: 8.03, y: 8 }, 0.01), bends };
  assert.equal(withLatticeInStep(bent, cells), bent);
});
