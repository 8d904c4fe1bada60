import { BENT_MM, isBent } from './bends.ts';
import { mostInStep, type Slope, viewSloped } from './cells-in-step.ts';
import { cellPlaces, type PhaseCells } from './grid-phase.ts';
import type { PaperMap } from './paper-map.ts';
import { MOST_ERROR, NO_SLOPE } from './whole-lattice.ts';

/** Errors of a flat map's scale and turn that are looked for, of one family and of the other: what bends it may have led its scale astray by more. */
const ERRORS: readonly (readonly [Slope, Slope])[] = [
  MOST_ERROR,
  [
    { perX: 0.06, perY: 0.012 },
    { perX: 0.012, perY: 0.06 },
  ],
];
/** A flat map whose lines of either family are in step by this share of what the bent one reaches is the page's: on paper that bends by 0.3 mm they reach 0.8 at most. */
const AS_WELL = 0.96;
/** Less is foretold of it where its scale is still off. */
const FORETOLD = 0.85;

/** How well the lines of either family are in step over the page, 0…1. */
type InStep = Record<'down' | 'across', number>;

/**
 * The map without bends where all cells are as well in step on flat paper: lines that are faint or broken up, or print beyond the grid, can be followed from cell to cell onto the
 * next ones, which bends the map by a millimetre. What cells say of a fraction of a line knows no such slips.
 */
export function unbent(map: PaperMap, measure: (map: PaperMap) => PhaseCells): PaperMap {
  if (map.bends === null || !isBent(map.bends, BENT_MM)) return map;
  const asBent = inStep(map, measure);
  const asWell = (found: InStep, share: number) =>
    found.down > share * asBent.down && found.across > share * asBent.across;
  const even = { ...map, bends: null };
  const cells = measure(even);
  const places = cellPlaces(even, cells);
  for (const [ofDown, ofAcross] of ERRORS) {
    const [x, y] = [mostInStep(cells.down, places, ofDown), mostInStep(cells.across, places, ofAcross)];
    if (!asWell({ down: x.share, across: y.share }, FORETOLD)) continue;
    const flat = { ...even, view: viewSloped(map.view, x, y) };
    if (asWell(inStep(flat, measure), AS_WELL)) return flat;
  }
  return map;
}

function inStep(map: PaperMap, measure: (map: PaperMap) => PhaseCells): InStep {
  const cells = measure(map);
  const places = cellPlaces(map, cells);
  return {
    down: mostInStep(cells.down, places, NO_SLOPE).before,
    across: mostInStep(cells.across, places, NO_SLOPE).before,
  };
}
