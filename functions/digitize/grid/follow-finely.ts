import type { Plane } from '../maths/plane.ts';
import { BENT_MM, isBent } from './bends.ts';
import { bentAnew, type FoundOffsets } from './bent-anew.ts';
import { cellsLedTo, medianAround } from './curled-cells.ts';
import { measurePhases, type PhaseCells } from './grid-phase.ts';
import { withTrendInView } from './lattice-trend.ts';
import type { LineFamily } from './line-profile.ts';
import type { PaperMap } from './paper-map.ts';
import { surenessOf, unwrapPhases } from './phase-unwrap.ts';

/** Edge of the finer cells against that of the usual ones: where lines are dotted, smaller ones see too little of them. */
const FINER = 0.75;
const ROUNDS = 2;
/** The map is right where the usual cells' lines lie this near to it, mm; others foretell only where they lead on from there. */
const RIGHT_MM = 0.2;

/**
 * Lays a map that follows a bent lattice closer to it, in finer cells and a softer plate: folds have an edge and curled rims bend by more than the plate
 * that finds the lattice may. Finer cells alone would slip lines, so each takes the line that the usual cells around foretell.
 */
export function followFinely(print: Plane, map: PaperMap, pitchPx: number): PaperMap {
  if (map.bends === null || !isBent(map.bends, BENT_MM)) return map;
  let fine = map;
  for (let round = 0; round < ROUNDS; round++) {
    const usual = measurePhases(print, fine, pitchPx, 1);
    const cells = measurePhases(print, fine, FINER * pitchPx, 1);
    const offsets = (family: LineFamily) => foretoldBy(usual, cells, family);
    fine = bentAnew(fine, cells, offsets('down'), offsets('across'), pitchPx, 'fine');
  }
  return withTrendInView(fine);
}

/** Offsets of the fine cells, moved by whole lines to where the usual ones around them lie. */
function foretoldBy(usual: PhaseCells, fine: PhaseCells, family: LineFamily): FoundOffsets {
  const { offsetMm, weight } = unwrapPhases(usual, family, 1);
  const led = cellsLedTo(offsetMm, weight, offsetMm, RIGHT_MM, usual.columns);
  const telling = weight.map((own, i) => (led[i] === 1 ? own : 0));
  const foretold = offsetMm.map((_, i) => medianAround(offsetMm, telling, i, usual.columns));
  const placeOf = (index: number, cells: number) =>
    Math.min(cells - 1, Math.floor(((index + 0.5) * fine.cellPx) / usual.cellPx));
  return {
    offsetMm: fine[family].offsetMm.map((offset, i) => {
      const row = placeOf(Math.floor(i / fine.columns), usual.rows);
      const near = foretold[row * usual.columns + placeOf(i % fine.columns, usual.columns)] as number;
      return Number.isFinite(near) ? offset + Math.round(near - offset) : offset;
    }),
    weight: surenessOf(fine[family]),
  };
}
