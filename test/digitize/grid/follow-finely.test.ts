import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followFinely } from '../../../functions/digitize/grid/follow-finely.ts';
import { followLattice, followToRim } from '../../../functions/digitize/grid/follow-lattice.ts';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import { bentGrid, HEIGHT, MIDDLE_PX, offAt, PITCH_PX, type SheetMm, WIDTH } from './bent-sheet.ts';

const FLAT = plainMap(WIDTH, HEIGHT, { x: PITCH_PX, y: PITCH_PX }, 0);
/** The sheet is folded here: to the right of it the camera sees its millimetres narrower. */
const FOLD_PX = 1103;
const foldedMm: SheetMm = (x) => (x - MIDDLE_PX + 0.08 * Math.max(0, x - FOLD_PX)) / PITCH_PX;

/** The largest error about the fold before and after the map is followed finely, mm. */
function errorsOver(sheetMm: SheetMm, columns: readonly number[]) {
  const print = bentGrid(sheetMm);
  const usual = followToRim(print, followLattice(print, FLAT, PITCH_PX, 1).map, PITCH_PX);
  const fine = followFinely(print, usual, PITCH_PX);
  const most = (map: typeof usual) => Math.max(...columns.map((x) => offAt(map, sheetMm, x)));
  return { usual: most(usual), fine: most(fine) };
}

test('a fold is followed to its edge', () => {
  const { usual, fine } = errorsOver(foldedMm, [FOLD_PX - 60, FOLD_PX - 30, FOLD_PX, FOLD_PX + 30, FOLD_PX + 60]);
  assert.ok(usual > 0.1, `${usual}`);
  assert.ok(fine < 0.6 * usual, `${fine} of ${usual}`);
});

test('no line is slipped at a rim that the usual plate leaves by more than half of a line', () => {
  const curledMm: SheetMm = (x) => (x - MIDDLE_PX - 0.0002 * Math.max(0, 400 - x) ** 2) / PITCH_PX;
  const { usual, fine } = errorsOver(curledMm, [10, 40, 80]);
  assert.ok(usual > 0.5, `${usual}`);
  assert.ok(fine < 0.5 * usual, `${fine} of ${usual}`);
});

test('a flat map stays as it is', () => {
  assert.equal(followFinely(bentGrid(foldedMm), FLAT, PITCH_PX), FLAT);
});
