import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PaperMap, plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import { phasesOnce } from '../../../functions/digitize/grid/phases-once.ts';
import { unbent } from '../../../functions/digitize/grid/unbent.ts';
import { bentGrid, HEIGHT, MIDDLE_PX, offAt, PITCH_PX, type SheetMm, WIDTH } from './bent-sheet.ts';

const flatMm: SheetMm = (x) => (x - MIDDLE_PX) / PITCH_PX;
const CELL_PX = 100;
const [COLUMNS, ROWS] = [WIDTH / CELL_PX, HEIGHT / CELL_PX];

/** A map that says of columns what `sheetMm` does, of rows that they are level; `pitchPx` pixels a mm where nothing bends. */
function mapOf(sheetMm: SheetMm, pitchPx = PITCH_PX): PaperMap {
  const map = plainMap(WIDTH, HEIGHT, { x: pitchPx, y: PITCH_PX }, 0);
  const bend = (column: number) => {
    const x = (column + 0.5) * CELL_PX - 0.5;
    return sheetMm(x) - (x - MIDDLE_PX) / pitchPx;
  };
  const xMm = Float32Array.from({ length: COLUMNS * ROWS }, (_, i) => bend(i % COLUMNS));
  return {
    ...map,
    bends: { columns: COLUMNS, rows: ROWS, cellPx: CELL_PX, xMm, yMm: new Float32Array(COLUMNS * ROWS) },
  };
}

function unbentOn(sheetMm: SheetMm, map: PaperMap): PaperMap {
  const measure = phasesOnce(bentGrid(sheetMm));
  return unbent(map, (as) => measure(as, PITCH_PX, 1));
}

/** From here on lines were taken for those next to them. */
const SLIP_PX = 1000;
const slippedMm: SheetMm = (x) => flatMm(x) + Math.min(1, Math.max(0, (x - SLIP_PX) / CELL_PX));

test('a flat grid of which lines were followed onto the next ones is flat', () => {
  const map = unbentOn(flatMm, mapOf(slippedMm));
  assert.equal(map.bends, null);
  assert.ok(offAt(map, flatMm, 1500) < 0.05);
});

test('so is one whose scale that led astray by a twentieth', () => {
  const map = unbentOn(flatMm, mapOf(slippedMm, 1.045 * PITCH_PX));
  assert.equal(map.bends, null);
  assert.ok(offAt(map, flatMm, 1500) < 0.05);
});

test('paper that bends stays bent', () => {
  const bentMm: SheetMm = (x) => flatMm(x) + 0.6 * Math.sin(x / 250);
  const map = mapOf(bentMm);
  assert.equal(unbentOn(bentMm, map), map);
});

test('paper that bends along one axis stays so where lines were followed onto the next ones along the other', () => {
  const bentMm: SheetMm = (x) => flatMm(x) + 0.6 * Math.sin(x / 250);
  const { bends, ...map } = mapOf(bentMm);
  assert.ok(bends);
  const yMm = Float32Array.from({ length: COLUMNS * ROWS }, (_, i) => (i >= 0.6 * COLUMNS * ROWS ? 1 : 0));
  const found = unbentOn(bentMm, { ...map, bends: { ...bends, yMm } });
  assert.deepEqual(found.bends?.xMm, bends.xMm);
  assert.ok(found.bends?.yMm.every((mm) => mm === 0));
});
