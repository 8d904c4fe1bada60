import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followFinely } from '../../../functions/digitize/grid/follow-finely.ts';
import { followLattice, followToRim } from '../../../functions/digitize/grid/follow-lattice.ts';
import { grownLattice } from '../../../functions/digitize/grid/grown-lattice.ts';
import { type PaperMap, plainMap, toMm } from '../../../functions/digitize/grid/paper-map.ts';
import { bentGrid, HEIGHT, MIDDLE_PX, PITCH_PX, WIDTH } from './bent-sheet.ts';

const FLAT = plainMap(WIDTH, HEIGHT, { x: PITCH_PX, y: PITCH_PX }, 0);
/** A fold stands up like a roof, the higher the nearer to the upper rim, px. */
const FOLD = { atPx: 820, halfPx: 260, heightPx: 20 };
/** The left rim curls a little, so that the page does not pass for a flat one. */
const curledMm = (x: number): number => (x - MIDDLE_PX - 0.0002 * Math.max(0, 400 - x) ** 2) / PITCH_PX;

function roofMm(x: number, y: number): number {
  const rise = Math.max(0, 1 - Math.abs(x - FOLD.atPx) / FOLD.halfPx) * FOLD.heightPx * (1 - y / HEIGHT);
  return (y - (HEIGHT - 1) / 2 + rise) / PITCH_PX;
}

/** How far a map is off over the roof, against far from it at the same height, mm. */
function offOverRoof(map: PaperMap): number {
  const error = (x: number, y: number) => toMm(map, x, y)[1] - roofMm(x, y);
  const places = [60, 200, 400, 700].flatMap((y) => [720, 760, 820, 880, 920].map((x) => [x, y] as const));
  return Math.max(...places.map(([x, y]) => Math.abs(error(x, y) - error(300, y))));
}

test('lines are followed over a fold that stands up', () => {
  const print = bentGrid(curledMm, roofMm);
  const rim = followToRim(print, followLattice(print, FLAT, PITCH_PX, 1).map, PITCH_PX);
  const fine = followFinely(print, rim, PITCH_PX);
  assert.ok(offOverRoof(fine) > 1, `plates alone lose it, ${offOverRoof(fine)}`);
  const grown = grownLattice(print, fine, PITCH_PX);
  assert.ok(offOverRoof(grown) < 0.45, `${offOverRoof(grown)}`);
});

test('a map that has all lines stays as it is, and so does one of a flat page', () => {
  const print = bentGrid(curledMm);
  const rim = followToRim(print, followLattice(print, FLAT, PITCH_PX, 1).map, PITCH_PX);
  const fine = followFinely(print, rim, PITCH_PX);
  assert.equal(grownLattice(print, fine, PITCH_PX), fine);
  assert.equal(grownLattice(print, FLAT, PITCH_PX), FLAT);
});
