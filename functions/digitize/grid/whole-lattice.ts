import { mostInStep, type Slope, viewSloped } from './cells-in-step.ts';
import { cellPlaces, type FamilyPhase, type PhaseCells } from './grid-phase.ts';
import type { PaperMap } from './paper-map.ts';

/** Largest error of a map's scale or turn that is looked for. */
const MOST_ERROR: Slope = { perX: 0.012, perY: 0.012 };
/** A map is changed where that brings so much more of the lines into step. */
const WORTH = 1.03;
const NONE: Slope = { perX: 0, perY: 0 };

/**
 * A map without bends, scaled and turned so that the lines of all its cells are in step at once. Lines followed from cell to cell can slip by one where
 * they are faint, and the whole page is then scaled by that line (0.3 % and more); what cells say of a fraction of a line knows no slips.
 */
export function withLatticeInStep(map: PaperMap, measure: (map: PaperMap) => PhaseCells): PaperMap {
  if (map.bends !== null) return map;
  const cells = measure(map);
  const places = cellPlaces(map, cells);
  const errorOf = (family: FamilyPhase): Slope => {
    const found = mostInStep(family, places, MOST_ERROR);
    return found.share > WORTH * found.before ? found : NONE;
  };
  const [x, y] = [errorOf(cells.down), errorOf(cells.across)];
  return x === NONE && y === NONE ? map : { ...map, view: viewSloped(map.view, x, y) };
}
