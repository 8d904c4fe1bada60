import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followFinely } from '../../../functions/digitize/grid/follow-finely.ts';
import { followLattice, followToRim } from '../../../functions/digitize/grid/follow-lattice.ts';
import { grownLattice } from '../../../functions/digitize/grid/grown-lattice.ts';
import { type PaperMap, plainMap, toMm } from '../../../functions/digitize/grid/paper-map.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';
import { bentGrid, HEIGHT, MIDDLE_PX, PITCH_PX, type SheetMm, WIDTH } from './bent-sheet.ts';

const FLAT = plainMap(WIDTH, HEIGHT, { x: PITCH_PX, y: PITCH_PX }, 0);
/** A fold that stands up like a roof, the higher the nearer to the upper rim, px. */
interface Fold {
  readonly atPx: number;
  readonly halfPx: number;
  readonly heightPx: number;
}
const STEEP: Fold = { atPx: 820, halfPx: 220, heightPx: 20 };
const WIDE: Fold = { atPx: 820, halfPx: 400, heightPx: 26 };
/** The left rim curls a little, so that the page does not pass for a flat one. */
const curledMm = (x: number): number => (x - MIDDLE_PX - 0.0002 * Math.max(0, 400 - x) ** 2) / PITCH_PX;

const straightMm = (x: number): number => (x - MIDDLE_PX) / PITCH_PX;

function roofMm({ atPx, halfPx, heightPx }: Fold) {
  return (x: number, y: number): number => {
    const rise = Math.max(0, 1 - Math.abs(x - atPx) / halfPx) * heightPx * (1 - y / HEIGHT);
    return (y - (HEIGHT - 1) / 2 + rise) / PITCH_PX;
  };
}

/** How far a map is off over the roof, against far from it at the same height, mm. */
function offOverRoof(map: PaperMap, fold: Fold): number {
  const error = (x: number, y: number) => toMm(map, x, y)[1] - roofMm(fold)(x, y);
  const places = [60, 200, 400, 700].flatMap((y) => [720, 760, 820, 880, 920].map((x) => [x, y] as const));
  return Math.max(...places.map(([x, y]) => Math.abs(error(x, y) - error(300, y))));
}

/** How far off a map is that the plates lay, and the one grown from it. */
function offBefore(sheetMm: SheetMm, fold: Fold) {
  const print = bentGrid(sheetMm, roofMm(fold));
  const rim = followToRim(print, followLattice(print, FLAT, PITCH_PX, 1).map, PITCH_PX);
  const fine = followFinely(print, rim, PITCH_PX);
  const grown = grownLattice(print, fine, PITCH_PX);
  return { isFlat: fine.bends === null, fine: offOverRoof(fine, fold), grown: offOverRoof(grown, fold) };
}

test('lines are followed over a fold that stands up', () => {
  const { isFlat, fine, grown } = offBefore(curledMm, STEEP);
  assert.equal(isFlat, false);
  assert.ok(fine > 1, `plates alone lose it, ${fine}`);
  assert.ok(grown < 0.45, `${grown}`);
});

test('a page on which so many lines were lost that it passed for flat is followed from the patch that is right', () => {
  const { isFlat, fine, grown } = offBefore(straightMm, WIDE);
  assert.equal(isFlat, true);
  assert.ok(fine > 1, `${fine}`);
  assert.ok(grown < 0.45, `${grown}`);
});

test('a map that has all lines stays as it is, and so does one of a flat page', () => {
  const print = bentGrid(curledMm);
  const rim = followToRim(print, followLattice(print, FLAT, PITCH_PX, 1).map, PITCH_PX);
  const fine = followFinely(print, rim, PITCH_PX);
  assert.equal(grownLattice(print, fine, PITCH_PX), fine);
  assert.equal(grownLattice(bentGrid(straightMm), FLAT, PITCH_PX), FLAT);
});

test('a flat page does not grow into what stands beside it and is evenly apart as well, as lines of prose are', () => {
  const [width, height, pitchPx, proseColumns] = [1900, 2500, 6.7, 7.8];
  const print = emptyPlane(width, height);
  const isOn = (at: number, apart: number, share: number) => Math.abs(at / apart - Math.round(at / apart)) < share;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isGrid = y >= 1000 && (isOn(x, pitchPx, 0.08) || isOn(y, pitchPx, 0.08));
      const isWord = y > 60 && y < 960 && x > 100 && x < 1800 && (Math.floor(y / 54) + Math.floor(x / 90)) % 7 !== 0;
      const isProse = isWord && (isOn(y, proseColumns, 0.12) || isOn(x, proseColumns, 0.1));
      print.values[y * width + x] = isGrid ? 150 : isProse ? 200 : (7 * x + 13 * y) % 20;
    }
  const map = plainMap(width, height, { x: pitchPx, y: pitchPx }, 0);
  assert.equal(grownLattice(print, map, pitchPx), map);
});
