import { BENT_MM, isBent, strayMm } from './bends.ts';
import { mostInStep, type Slope, shareInStep, viewSloped } from './cells-in-step.ts';
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
 * The map without bends where all cells are as well in step on flat paper, or without those along one axis: lines that are faint or broken up, or print beyond the grid, can be
 * followed from cell to cell onto the next ones, which bends the map by a millimetre. What cells say of a fraction of a line knows no such slips.
 */
export function unbent(map: PaperMap, measure: (map: PaperMap) => PhaseCells): PaperMap {
  const { bends } = map;
  if (bends === null || !isBent(bends, BENT_MM)) return map;
  const asBent = inStep(map, measure);
  const even = new Float32Array(bends.xMm.length);
  return (
    flattened({ ...map, bends: null }, ['down', 'across'], asBent, measure) ??
    (strayMm(bends.xMm) > BENT_MM
      ? flattened({ ...map, bends: { ...bends, xMm: even } }, ['down'], asBent, measure)
      : null) ??
    (strayMm(bends.yMm) > BENT_MM
      ? flattened({ ...map, bends: { ...bends, yMm: even } }, ['across'], asBent, measure)
      : null) ??
    map
  );
}

/** A map of which the bends of these families' lines were taken, its scale and turn told anew by them; null where lines then are less in step. */
function flattened(
  map: PaperMap,
  families: readonly (keyof InStep)[],
  asBent: InStep,
  measure: (map: PaperMap) => PhaseCells,
): PaperMap | null {
  const cells = measure(map);
  const places = cellPlaces(map, cells);
  for (const [ofDown, ofAcross] of ERRORS) {
    const down = families.includes('down') ? mostInStep(cells.down, places, ofDown) : null;
    const across = families.includes('across') ? mostInStep(cells.across, places, ofAcross) : null;
    const isForetold =
      (down === null || down.share > FORETOLD * asBent.down) &&
      (across === null || across.share > FORETOLD * asBent.across);
    if (!isForetold) continue;
    const flat = { ...map, view: viewSloped(map.view, down ?? NO_SLOPE, across ?? NO_SLOPE) };
    const found = inStep(flat, measure);
    if (found.down > AS_WELL * asBent.down && found.across > AS_WELL * asBent.across) return flat;
  }
  return null;
}

function inStep(map: PaperMap, measure: (map: PaperMap) => PhaseCells): InStep {
  const { down, across } = measure(map);
  return { down: shareInStep(down), across: shareInStep(across) };
}
