import type { Plane } from '../maths/plane.ts';
import { followLattice } from './follow-lattice.ts';
import { meanPitchPx, type PaperMap } from './paper-map.ts';
import { type FoundGrid, followedFrom, IN_STEP, skipsLines } from './sure-grid.ts';

/** Lines that run off their first map by more from cell to cell, mm, may have been taken for one another, even if they are well in step in the end. */
const MOST_UNREST_MM = { inStep: 0.14, less: 0.1 };

/** Whether lines cannot have been taken for one another. */
export const isToldApart = ({ agreement, unrest }: FoundGrid) =>
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
 * The grid by its lines of 5 mm first, from the map that brings them most into step: pages seen from far aside run off their first map by more than
 * a tenth of a millimetre from cell to cell, and where they show no thin lines only thick ones are then told from one another.
 */
export function fromThickLines(print: Plane, maps: readonly PaperMap[]): FoundGrid | null {
  const [thick] = maps
    .map((map) => followLattice(print, map, THICK_CELLS * meanPitchPx(map), 1 / THICK_MM))
    .filter(({ agreement, coverage }) => agreement > THICK_IN_STEP && coverage > THICK_SHOWN)
    .sort((a, b) => b.agreement - a.agreement);
  if (thick === undefined) return null;
  const found = followedFrom(print, thick.map);
  const isIt = found.agreement > FROM_THICK && found.coverage > FROM_THICK_SHOWN && !skipsLines(found);
  return isIt ? found : null;
}
