import { mostInStep, type Slope, viewSloped } from './cells-in-step.ts';
import { cellPlaces, type FamilyPhase, type PhaseCells } from './grid-phase.ts';
import type { PaperMap } from './paper-map.ts';

/** Largest error of a map's scale and turn that is looked for, of one family and of the other. */
export const MOST_ERROR: readonly [Slope, Slope] = [
  { perX: 0.012, perY: 0.012 },
  { perX: 0.012, perY: 0.012 },
];
/** The same where the turn is known. */
export const OF_SCALE: readonly [Slope, Slope] = [
  { perX: 0.012, perY: 0 },
  { perX: 0, perY: 0.012 },
];
/** A map is changed where that brings so much more of the lines into step. */
const WORTH = 1.03;
/** The map as it is. */
export const NO_SLOPE: Slope = { perX: 0, perY: 0 };

/**
 * A map without bends, scaled and turned so that the lines of all its cells are in step at once. Lines followed from cell to cell can slip by one where
 * they are faint, and the whole page is then scaled by that line (0.3 % and more); what cells say of a fraction of a line knows no slips.
 */
export function withLatticeInStep(map: PaperMap, measure: (map: PaperMap) => PhaseCells, most = MOST_ERROR): PaperMap {
  if (map.bends !== null) return map;
  const cells = measure(map);
  const places = cellPlaces(map, cells);
  const errorOf = (family: FamilyPhase, within: Slope): Slope => {
    const found = mostInStep(family, places, within);
    return found.share > WORTH * found.before ? found : NO_SLOPE;
  };
  const [x, y] = [errorOf(cells.down, most[0]), errorOf(cells.across, most[1])];
  return x === NO_SLOPE && y === NO_SLOPE ? map : { ...map, view: viewSloped(map.view, x, y) };
}
