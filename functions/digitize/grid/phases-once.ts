import type { Plane } from '../maths/plane.ts';
import { cellPxOf, measurePhases, type PhaseCells } from './grid-phase.ts';
import type { PaperMap } from './paper-map.ts';

/** Measures phases of a print as `measurePhases` does. */
export type MeasurePhases = (map: PaperMap, pitchPx: number, cyclesPerMm: number) => PhaseCells;

/**
 * `measurePhases` of one print, which answers a question that was just asked without measuring again: steps that leave a map as it was ask one after another
 * what its cells say. Only the last answer is kept.
 */
export function phasesOnce(print: Plane): MeasurePhases {
  let last: { map: PaperMap; cellPx: number; cyclesPerMm: number; cells: PhaseCells } | null = null;
  return (map, pitchPx, cyclesPerMm) => {
    const cellPx = cellPxOf(pitchPx);
    if (last === null || last.cellPx !== cellPx || last.cyclesPerMm !== cyclesPerMm || !isSameMap(last.map, map))
      last = { map, cellPx, cyclesPerMm, cells: measurePhases(print, map, pitchPx, cyclesPerMm) };
    return last.cells;
  };
}

/** Whether two maps lead every pixel to the same place. */
function isSameMap(one: PaperMap, other: PaperMap): boolean {
  return (
    one.bends === other.bends &&
    one.originX === other.originX &&
    one.originY === other.originY &&
    one.scale === other.scale &&
    one.view.every((value, k) => value === other.view[k])
  );
}
