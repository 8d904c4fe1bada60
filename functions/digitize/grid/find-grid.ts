import { evenedPrint } from '../ink/evened-print.ts';
import { halvedPlane, type Plane } from '../maths/plane.ts';
import { coarsePitch } from './coarse-pitch.ts';
import { faxPitch } from './fax-pitch.ts';
import { fitPaperMap } from './fit-paper-map.ts';
import { followLattice } from './follow-lattice.ts';
import { gridAmid } from './grid-amid.ts';
import { smallTurn } from './grid-turn.ts';
import { doubledMap, type PaperMap, plainMap } from './paper-map.ts';
import { spectralGrids } from './spectral-grids.ts';
import { type FoundGrid, followedFrom, IN_STEP, isSure, isUsualSize, NEARLY_ALL, sureFrom } from './sure-grid.ts';
import { fromThickLines, isToldApart } from './thick-lines-first.ts';

/** From cell to cell lines run off a flat map by less than this where the page lies flat, mm. */
const FLAT_UNREST_MM = 0.15;
/** A page that is a photograph's larger part, with table around it, and whose lines run off the map that follows them by less than this, mm, and are all followed. */
const MUCH = 0.4;
const FOLLOWED_MM = 0.05;
const MOST_HALF_FOLLOWED = 0.03;
/** Pages of this length are looked at at half their size; a flat one shows its grid there too from this pitch on, and what is not flat there is not at full size. */
const LARGE_PX = 2800;
const LEAST_HALF_PITCH_PX = 4.5;

/** Squares of the page that are looked at for its grid. */
const COLUMNS = 5;
const ROWS = 4;

/**
 * Finds the grid of the page, cell by cell; null where there is none: regular beats and lines of print look like a grid here and there, but not all
 * over the page. A page that lies flat shows its grid by its profiles, any other by its spectrum.
 */
export function findGrid(print: Plane): FoundGrid | null {
  const isLarge = Math.max(print.widthPx, print.heightPx) >= LARGE_PX;
  if (!isLarge) return findFlat(print).grid ?? findBySpectrum(print);
  const half = halvedPlane(print);
  const flat = findFlat(half);
  if (flat.grid !== null && flat.grid.pitchPx >= LEAST_HALF_PITCH_PX) return doubled(flat.grid);
  const found = (flat.liesStraight ? findFlat(print).grid : null) ?? doubled(findBySpectrum(half));
  return found === null || found.agreement > IN_STEP ? found : moreInStep(found, [sureFrom(print, found.map)]);
}

/** The grid of a page that lies flat, as scans do, and whether it lies straight at all. */
function findFlat(print: Plane): { readonly grid: FoundGrid | null; readonly liesStraight: boolean } {
  const turn = smallTurn(print);
  if (turn === null) return { grid: null, liesStraight: false };
  const pitchPx = coarsePitch(print, turn);
  const square = pitchPx === null ? null : findSquare(print, turn, pitchPx);
  const whole = square ?? findOblong(print, turn);
  const amid = whole === null && pitchPx !== null ? gridAmid(print, turn, pitchPx, findSquare) : null;
  return { grid: whole ?? amid, liesStraight: true };
}

/** The same of a page whose pixels are squares, a millimetre `pitchPx` of them. */
function findSquare(print: Plane, turn: number, pitchPx: number): FoundGrid | null {
  const map = plainMap(print.widthPx, print.heightPx, { x: pitchPx, y: pitchPx }, turn);
  const found = { ...followLattice(print, map, pitchPx, 1), pitchPx };
  if (isFlat(found, print)) return found;
  // Where only the pitch was off, or is not the same along both axes, the lattice is found where its own flat view foretells it.
  const isWhole = found.coverage >= NEARLY_ALL;
  if (found.agreement < IN_STEP || !(isWhole || isFollowed(found))) return null;
  const again = sureFrom(print, { ...found.map, bends: null });
  if (again === null || !isFlat(again, print)) return null;
  return isWhole || (again.agreement >= IN_STEP && isFollowed(again)) ? again : null;
}

/** The same of a fax, whose dotted lines do not lead from one pitch to the other; the page as a whole tells both more surely than they do. */
function findOblong(print: Plane, turn: number): FoundGrid | null {
  const pitch = faxPitch(print, turn);
  if (pitch === null) return null;
  const map = plainMap(print.widthPx, print.heightPx, pitch, turn);
  const found = sureFrom(print, map);
  if (found === null || !isFlat(found, print)) return null;
  return found.agreement > IN_STEP ? found : { ...found, map };
}

/** Whether no line was skipped, on a page that is much of the picture. */
const isFollowed = ({ coverage, rest, half }: FoundGrid): boolean =>
  coverage >= MUCH && rest < FOLLOWED_MM && half < MOST_HALF_FOLLOWED;

function isFlat(found: FoundGrid, print: Plane): boolean {
  return isSure(found, print) && found.unrest < FLAT_UNREST_MM;
}

/** The grid at any turn and however faint; the likeliest that makes the paper as large as paper is, or else the likeliest. */
function findBySpectrum(print: Plane): FoundGrid | null {
  // Brought to one contrast a faint grid is not outweighed by beats, but the noise of bare paper grows as well.
  const even = evenedPrint(print);
  const maps: PaperMap[] = [];
  for (const grids of spectralGrids(even, COLUMNS, ROWS)) {
    let best: FoundGrid | null = null;
    for (const tiles of grids) {
      const map = fitPaperMap(tiles, print.widthPx, print.heightPx);
      if (map === null) continue;
      maps.push(map);
      const found = followEither(print, () => even, map);
      if (found !== null && isUsualSize(found, print)) {
        best = found;
        break;
      }
      best ??= found;
    }
    if (best !== null) return isToldApart(best) ? best : (fromThickLines(print, maps) ?? best);
  }
  return fromThickLines(print, maps);
}

/** Where lines are faint cells tell more surely the more of them they hold, and less finely. */
const LARGER_CELLS = 1.25;
/** A small picture has few cells at first, in which a page that is seen askew and curls cannot be told: smaller ones tell it, where some lines were in step. */
const SMALLER_CELLS = 0.75;
const FEW_CELLS = 300;
const SOME_IN_STEP = 0.45;

/** Follows the grid from a map that something else told; null where that does not surely bring its lines into step. `even`: see `evenedPrint`. */
export function followFrom(print: Plane, map: PaperMap, even = evenedPrint): FoundGrid | null {
  return followEither(print, even, map);
}

/** Lines that are in step in print as it is are followed there, more finely; others in larger cells or in print of one contrast, whichever brings them most into step. */
function followEither(print: Plane, evened: (print: Plane) => Plane, map: PaperMap): FoundGrid | null {
  const followed = followedFrom(print, map);
  const asItIs = isSure(followed, print) ? followed : null;
  if (asItIs !== null && asItIs.agreement > IN_STEP) return asItIs;
  const even = evened(print);
  const others = [sureFrom(print, map, LARGER_CELLS), sureFrom(even, map), sureFrom(even, map, LARGER_CELLS)];
  return moreInStep(asItIs, others) ?? inSmallerCells(print, followed);
}

/** The grid of a small picture, followed twice in smaller cells from what larger ones told. */
function inSmallerCells(print: Plane, { map, agreement, cells }: FoundGrid): FoundGrid | null {
  if (cells > FEW_CELLS || agreement < SOME_IN_STEP) return null;
  return sureFrom(print, followedFrom(print, map, SMALLER_CELLS).map, SMALLER_CELLS);
}

const doubled = (found: FoundGrid | null): FoundGrid | null =>
  found && { ...found, map: doubledMap(found.map), pitchPx: 2 * found.pitchPx };

const moreInStep = (first: FoundGrid | null, others: readonly (FoundGrid | null)[]): FoundGrid | null =>
  others.reduce((best, one) => ((one?.agreement ?? 0) > (best?.agreement ?? 0) ? one : best), first);
