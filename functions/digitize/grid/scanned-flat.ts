import type { Plane } from '../maths/plane.ts';
import { BENT_MM, isBent } from './bends.ts';
import type { PhaseCells } from './grid-phase.ts';
import type { PaperMap } from './paper-map.ts';
import { followedFrom } from './sure-grid.ts';
import { withLatticeInStep } from './whole-lattice.ts';

/** A flat map whose lines are in step by this share of what the bent one reaches is the page's. */
const AS_WELL = 0.94;

/**
 * The map of a page that lay in a scanner, where it does not bend: lines that a fax broke up can be followed from cell to cell onto the next ones, which bends the map by a millimetre, while all
 * cells are as well in step on flat paper.
 */
export function scannedFlat(print: Plane, map: PaperMap, measure: (map: PaperMap) => PhaseCells): PaperMap {
  if (map.bends === null || !isBent(map.bends, BENT_MM)) return map;
  const flat = withLatticeInStep({ ...map, bends: null }, measure);
  const [asFlat, asBent] = [followedFrom(print, flat), followedFrom(print, map)];
  return asFlat.agreement > AS_WELL * asBent.agreement ? flat : map;
}
