import { evenedPrint } from '../ink/evened-print.ts';
import { halvedPlane, type Plane } from '../maths/plane.ts';
import { coarsePitch } from './coarse-pitch.ts';
import { fitPaperMap } from './fit-paper-map.ts';
import { type FollowedMap, followLattice } from './follow-lattice.ts';
import { smallTurn } from './grid-turn.ts';
import { doubledMap, meanPitchPx, type PaperMap, plainMap } from './paper-map.ts';
import { spectralGrids } from './spectral-grids.ts';

/** A printed grid that the whole page bears out. */
export interface FoundGrid extends FollowedMap {
  /** Pixels a millimetre where the page is seen neither near nor far. */
  readonly pitchPx: number;
}

/** Width of the paper that reports are printed on, mm, and how far (logarithm) pages stray from it. */
const USUAL_WIDTH_MM = 280;
const USUAL_STRAY = 0.25;
/** Regular beats can pass for the thick lines of a grid on paper as small as a stamp, but not over this many cells. */
const MANY_CELLS = 150;
/** From cell to cell lines run off a flat map by less than this where the page lies flat, mm. */
const FLAT_UNREST_MM = 0.15;
/** A lattice that ran this far off the map at first and still does, mm, skips lines. */
const SKIPS_AT_FIRST_MM = 0.2;
const SKIPS_AT_LAST_MM = 0.05;

/** From this agreement on lines are in step beyond doubt. */
const IN_STEP = 0.92;
/** From this coverage on lines show all over the page. */
const NEARLY_ALL = 0.85;

/** Pages of this length are looked at at half their size; a flat one shows its grid there too from this pitch on. */
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
  if (!isLarge) return findFlat(print) ?? findBySpectrum(print);
  const half = halvedPlane(print);
  const flat = findFlat(half);
  if (flat !== null && flat.pitchPx >= LEAST_HALF_PITCH_PX) return doubled(flat);
  const found = findFlat(print) ?? doubled(findBySpectrum(half));
  return found === null || found.agreement > IN_STEP ? found : moreInStep(found, [sureFrom(print, found.map)]);
}

/** The grid of a page that lies flat, as scans do. */
function findFlat(print: Plane): FoundGrid | null {
  const turn = smallTurn(print);
  const pitchPx = turn === null ? null : coarsePitch(print, turn);
  if (turn === null || pitchPx === null) return null;
  const map = plainMap(print.widthPx, print.heightPx, { x: pitchPx, y: pitchPx }, turn);
  const found = { ...followLattice(print, map, pitchPx, 1), pitchPx };
  if (isFlat(found, print)) return found;
  // Where only the pitch was off, or is not the same along both axes, the lattice is found where its own flat view foretells it.
  if (found.agreement < IN_STEP || found.coverage < NEARLY_ALL) return null;
  const again = sureFrom(print, { ...found.map, bends: null });
  return again !== null && isFlat(again, print) ? again : null;
}

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
      const isUsual = found !== null && isUsualSize(found, print);
      best = isUsual ? found : (best ?? found);
      if (isUsual) break;
    }
    if (best !== null) return isToldApart(best) ? best : (fromThickLines(print, maps) ?? best);
  }
  return fromThickLines(print, maps);
}

/** Follows the grid from a map that something else told; null where that does not surely bring its lines into step. `even`: see `evenedPrint`. */
export function followFrom(print: Plane, map: PaperMap, even = evenedPrint): FoundGrid | null {
  return followEither(print, even, map);
}

/** Lines that are in step in print as it is are followed there, more finely; others in larger cells or in print of one contrast, whichever brings them most into step. */
function followEither(print: Plane, evened: (print: Plane) => Plane, map: PaperMap): FoundGrid | null {
  const asItIs = sureFrom(print, map);
  if (asItIs !== null && asItIs.agreement > IN_STEP) return asItIs;
  const even = evened(print);
  const others = [sureFrom(print, map, LARGER_CELLS), sureFrom(even, map), sureFrom(even, map, LARGER_CELLS)];
  return moreInStep(asItIs, others);
}

/** Lines that run off their first map by more from cell to cell, mm, may have been taken for one another, even if they are well in step in the end. */
const MOST_UNREST_MM = { inStep: 0.14, less: 0.1 };

const isToldApart = ({ agreement, unrest }: FoundGrid) =>
  unrest < (agreement > IN_STEP ? MOST_UNREST_MM.inStep : MOST_UNREST_MM.less);

/** Thick lines stand this far apart, mm; their cells are so many times as large as those of thin ones. */
const THICK_MM = 5;
const THICK_CELLS = 2;
/** Thick lines that are less in step, or show in less of the page, foretell nothing. */
const THICK_IN_STEP = 0.6;
const THICK_SHOWN = 0.5;
/** From there on all lines are in step at least so well, in so much of the picture: the page may fill less than half of it. */
const FROM_THICK = 0.75;
const FROM_THICK_SHOWN = 0.3;

/**
 * The grid by its lines of 5 mm first, from the map that brings them most into step: pages seen from far aside run off their first map by half a millimetre
 * and more from cell to cell, and where they show no thin lines only thick ones are then told from one another.
 */
function fromThickLines(print: Plane, maps: readonly PaperMap[]): FoundGrid | null {
  const [thick] = maps
    .map((map) => followLattice(print, map, THICK_CELLS * meanPitchPx(map), 1 / THICK_MM))
    .filter(({ agreement, coverage }) => agreement > THICK_IN_STEP && coverage > THICK_SHOWN)
    .sort((a, b) => b.agreement - a.agreement);
  if (thick === undefined) return null;
  const found = followedFrom(print, thick.map);
  const isIt = found.agreement > FROM_THICK && found.coverage > FROM_THICK_SHOWN && !skipsLines(found);
  return isIt ? found : null;
}

const moreInStep = (first: FoundGrid | null, others: readonly (FoundGrid | null)[]): FoundGrid | null =>
  others.reduce((best, one) => ((one?.agreement ?? 0) > (best?.agreement ?? 0) ? one : best), first);

/** Where lines are faint cells tell more surely the more of them they hold, and less finely. */
const LARGER_CELLS = 1.25;

function sureFrom(print: Plane, map: PaperMap, cells = 1): FoundGrid | null {
  const found = followedFrom(print, map, cells);
  return isSure(found, print) ? found : null;
}

function followedFrom(print: Plane, map: PaperMap, cells = 1): FoundGrid {
  const pitchPx = meanPitchPx(map);
  return { ...followLattice(print, map, cells * pitchPx, 1), pitchPx };
}

const doubled = (found: FoundGrid | null): FoundGrid | null =>
  found && { ...found, map: doubledMap(found.map), pitchPx: 2 * found.pitchPx };

/** Lines in step all over the page, or less closely where print is noisy but the map fits at once and makes the paper as large as paper is. */
function isSure(found: FoundGrid, print: Plane): boolean {
  const { agreement, coverage, cells } = found;
  if (skipsLines(found)) return false;
  if (agreement > IN_STEP && coverage > NEARLY_ALL) return true;
  if (agreement > 0.85 && coverage > (agreement > 0.9 ? 0.25 : 0.6) && cells > MANY_CELLS) return true;
  return isSteady(found) && isUsualSize(found, print);
}

function skipsLines({ unrest, rest }: FoundGrid): boolean {
  return unrest > SKIPS_AT_FIRST_MM && rest > SKIPS_AT_LAST_MM;
}

function isSteady({ agreement, coverage, unrest }: FoundGrid): boolean {
  return agreement > 0.45 && coverage > 0.5 && unrest < 0.12;
}

function isUsualSize({ pitchPx }: FoundGrid, { widthPx, heightPx }: Plane): boolean {
  return Math.abs(Math.log(Math.max(widthPx, heightPx) / pitchPx / USUAL_WIDTH_MM)) < USUAL_STRAY;
}
