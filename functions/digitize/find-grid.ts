import { evenedPrint } from './evened-print.ts';
import { fitPaperMap } from './fit-paper-map.ts';
import { type FollowedMap, followLattice } from './follow-lattice.ts';
import { coarseGrids, type FamilyFit, fitTiles, type GridTile } from './grid-tiles.ts';
import { beforeStraightening, smallTurn, straightened, wideTurn } from './grid-turn.ts';
import { doubledMap, type PaperMap, plainMap } from './paper-map.ts';
import { halvedPlane, type Plane } from './plane.ts';

/** A printed grid that the whole page bears out. */
export interface FoundGrid extends Lattice {
  /** In step all over the page, so that no other is looked for. */
  readonly isSure: boolean;
}

interface Lattice extends FollowedMap {
  readonly pitchPx: number;
}

/** Width of the paper that reports are printed on, mm, and how far (logarithm) pages stray from it. */
const USUAL_WIDTH_MM = 280;
const USUAL_STRAY = 0.25;
/** Turns below this (rad) are found without turning the page. */
const ASKEW = 0.14;
/** Regular beats can pass for the thick lines of a grid on paper as small as a stamp, but not over this many cells. */
const MANY_CELLS = 150;
/** From cell to cell lines run off a flat map by less than this where the page lies flat, mm. */
const FLAT_UNREST_MM = 0.15;
/** A lattice that ran this far off the map at first and still does, mm, skips lines. */
const SKIPS_AT_FIRST_MM = 0.2;
const SKIPS_AT_LAST_MM = 0.05;

/** As many pitches as the page suggests. */
const ALL_PITCHES = Infinity;

/** Pages of this length are looked at at half their size, which shows a grid of this pitch on the half as well. */
const LARGE_PX = 2800;
const LEAST_HALF_PITCH_PX = 4.5;

/**
 * Finds the grid of the page, cell by cell; null where there is none. Where the print as it is shows none surely it is looked at again
 * brought to one contrast, which shows faint grids; of what is found less surely the one counts whose lines are most in step.
 */
export function findGrid(print: Plane): FoundGrid | null {
  const isLarge = Math.max(print.widthPx, print.heightPx) >= LARGE_PX;
  const half = isLarge ? halvedPlane(print) : null;
  const onHalf = (plane: Plane, mostPitches: number): FoundGrid | null => {
    const found = findGridAt(plane, mostPitches);
    return found !== null && found.pitchPx >= LEAST_HALF_PITCH_PX
      ? { ...found, map: doubledMap(found.map), pitchPx: 2 * found.pitchPx }
      : null;
  };
  let best: FoundGrid | null = null;
  for (const look of [
    () => half && onHalf(half, ALL_PITCHES),
    () => findGridAt(print, ALL_PITCHES),
    () => (half ? onHalf(evenedPrint(half), 1) : findGridAt(evenedPrint(print), 1)),
  ]) {
    const found = look();
    if (found?.isSure) return found;
    if (found !== null && found.agreement > (best?.agreement ?? 0)) best = found;
  }
  return best;
}

/**
 * Finds the grid: turns and pitches are tried in order of promise until one is borne out by the page as a whole, cell by cell.
 * Null where none is: regular beats and lines of print look like a grid here and there, but not all over the page.
 */
function findGridAt(print: Plane, mostPitches: number): FoundGrid | null {
  let best: FoundGrid | null = null;
  for (const { map, pitchPx, isGuess } of trials(print, mostPitches)) {
    if (map === null) continue;
    const found = { ...followLattice(print, map, pitchPx, 1), pitchPx };
    const grid = { ...found, isSure: isSure(found, print) };
    if (grid.isSure && (!isGuess || found.unrest < FLAT_UNREST_MM)) return grid;
    if (isGuess) continue;
    if (isLikely(found, print) && found.agreement > (best?.agreement ?? 0)) best = grid;
  }
  return best;
}

/** Follows the grid from a map that something else told, in print of one contrast; null where that does not surely bring its lines into step. */
export function followFrom(print: Plane, map: PaperMap): FoundGrid | null {
  const [a = 0, b = 0, c = 0, d = 0] = map.view;
  const pitchPx = map.scale / Math.sqrt(Math.hypot(a, b) * Math.hypot(c, d));
  const found = { ...followLattice(evenedPrint(print), map, pitchPx, 1), pitchPx };
  return isSure(found, print) ? { ...found, isSure: true } : null;
}

interface Trial {
  readonly map: PaperMap | null;
  readonly pitchPx: number;
  /** The page as if it lay flat, without a look at its tiles. */
  readonly isGuess: boolean;
}

/** Maps to be tried: the first as if the page lay flat, as scans do, the others by what its tiles say. */
function* trials(print: Plane, mostPitches: number): Generator<Trial> {
  const { widthPx, heightPx } = print;
  const byTiles = (tiles: GridTile[], pitchPx: number): Trial => ({
    map: fitPaperMap(tiles, widthPx, heightPx),
    pitchPx,
    isGuess: false,
  });
  const small = smallTurn(print);
  if (small !== null) {
    const grids = coarseGrids(print, small).slice(0, mostPitches);
    const [first] = grids;
    if (first !== undefined) {
      const { pitchPx } = first;
      yield { map: plainMap(widthPx, heightPx, { x: pitchPx, y: pitchPx }, small), pitchPx, isGuess: true };
    }
    for (const coarse of grids) yield byTiles(fitTiles(print, coarse, 5, 4), coarse.pitchPx);
  }
  const wide = wideTurn(print);
  if (small !== null && Math.abs(wide) < ASKEW) return;
  const turned = straightened(print, wide);
  for (const coarse of coarseGrids(turned, 0).slice(0, mostPitches)) {
    const tiles = fitTiles(turned, coarse, 5, 4).map((tile) => turnedBack(tile, wide, turned, print));
    yield byTiles(tiles, coarse.pitchPx);
  }
}

/** Lines in step all over the page, or less closely where print is noisy but the map fits at once and makes the paper as large as paper is. */
function isSure(found: Lattice, print: Plane): boolean {
  const { agreement, coverage, cells } = found;
  if (skipsLines(found)) return false;
  if (agreement > 0.95 && coverage > 0.85) return true;
  if (agreement > 0.85 && coverage > 0.25 && cells > MANY_CELLS) return true;
  return isSteady(found) && isUsualSize(found, print);
}

/** Lines in step over part of the page, which they make as large as paper is. */
function isLikely(found: Lattice, print: Plane): boolean {
  return found.agreement > 0.6 && found.coverage > 0.12 && isUsualSize(found, print);
}

function skipsLines({ unrest, rest }: Lattice): boolean {
  return unrest > SKIPS_AT_FIRST_MM && rest > SKIPS_AT_LAST_MM;
}

function isSteady({ agreement, coverage, unrest }: Lattice): boolean {
  return agreement > 0.45 && coverage > 0.5 && unrest < 0.12;
}

function isUsualSize({ pitchPx }: Lattice, { widthPx, heightPx }: Plane): boolean {
  return Math.abs(Math.log(Math.max(widthPx, heightPx) / pitchPx / USUAL_WIDTH_MM)) < USUAL_STRAY;
}

function turnedBack(tile: GridTile, angleRad: number, turned: Plane, print: Plane): GridTile {
  const [centreX, centreY] = beforeStraightening(tile.centreX, tile.centreY, angleRad, turned, print);
  const add = (fit: FamilyFit | null) => fit && { ...fit, angleRad: fit.angleRad + angleRad };
  return { centreX, centreY, down: add(tile.down), across: add(tile.across) };
}
