import type { Plane } from '../maths/plane.ts';
import { type FollowedMap, followLattice } from './follow-lattice.ts';
import { meanPitchPx, type PaperMap } from './paper-map.ts';

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
/** A lattice that ran this far off the map at first and still does, mm, skips lines. */
const SKIPS_AT_FIRST_MM = 0.2;
const SKIPS_AT_LAST_MM = 0.05;

/** From this agreement on lines are in step beyond doubt. */
export const IN_STEP = 0.92;
/** From this coverage on lines show all over the page. */
export const NEARLY_ALL = 0.85;

/** The grid followed from a map, in cells so many times as large as usual; null where that does not surely bring its lines into step. */
export function sureFrom(print: Plane, map: PaperMap, cells = 1): FoundGrid | null {
  const found = followedFrom(print, map, cells);
  return isSure(found, print) ? found : null;
}

/** The same, however little its lines come into step. */
export function followedFrom(print: Plane, map: PaperMap, cells = 1): FoundGrid {
  const pitchPx = meanPitchPx(map);
  return { ...followLattice(print, map, cells * pitchPx, 1), pitchPx };
}

/** Lines in step all over the page, or less closely where print is noisy but the map fits at once and makes the paper as large as paper is. */
export function isSure(found: FoundGrid, print: Plane): boolean {
  const { agreement, coverage, cells } = found;
  if (skipsLines(found)) return false;
  if (agreement > IN_STEP && coverage > NEARLY_ALL) return true;
  if (agreement > 0.85 && coverage > (agreement > 0.9 ? 0.25 : 0.6) && cells > MANY_CELLS) return true;
  return (isSteady(found) || isMostlyInStep(found)) && isUsualSize(found, print);
}

export function skipsLines({ unrest, rest }: FoundGrid): boolean {
  return unrest > SKIPS_AT_FIRST_MM && rest > SKIPS_AT_LAST_MM;
}

function isSteady({ agreement, coverage, unrest }: FoundGrid): boolean {
  return agreement > 0.45 && coverage > 0.5 && unrest < 0.12;
}

/** What is no grid, but for the squares of compressed pictures and patterns of dots, comes to an agreement of 0.69 and runs off by 0.09 mm at last (79 pages without a grid). */
const MOSTLY = { agreement: 0.8, coverage: 0.42, restMm: 0.07, cells: 450 } as const;

/** Whether lines that run off the map at first, as where paper is folded, come into step nearly everywhere that they show. */
function isMostlyInStep({ agreement, coverage, rest, cells }: FoundGrid): boolean {
  return agreement > MOSTLY.agreement && coverage > MOSTLY.coverage && rest < MOSTLY.restMm && cells > MOSTLY.cells;
}

/** Whether the paper comes out about as large as paper is. */
export function isUsualSize({ pitchPx }: FoundGrid, { widthPx, heightPx }: Plane): boolean {
  return Math.abs(Math.log(Math.max(widthPx, heightPx) / pitchPx / USUAL_WIDTH_MM)) < USUAL_STRAY;
}
