import { median } from '../maths/median.ts';
import type { FamilyPhase, PhaseCells } from './grid-phase.ts';
import { LEAST_SHOWN } from './phase-unwrap.ts';

/** A cell's lines are where the map has them to within this, mm. */
const RIGHT_MM = 0.12;
/** See `leastShown`. */
const SHOWN_LEANING = { share: 0.4, least: 1, most: 2.5 };

/**
 * The weight from which lines count that lean otherwise than the map says: of many leans that are tried some show by chance, but none as surely as most lines
 * do that are where the map has them.
 */
export function leastShown({ down, across }: PhaseCells): number {
  const right = [down, across].flatMap((one) => [...one.weight].filter((_, i) => isRight(one, i)));
  return Math.min(SHOWN_LEANING.most, Math.max(SHOWN_LEANING.least, SHOWN_LEANING.share * median(right)));
}

/** In how many cells, of both families, lines with a weight of `least` are where the map has them. */
export function rightCells({ down, across }: PhaseCells, least: number): number {
  const isSeen = (one: FamilyPhase) => (weight: number, i: number) => weight >= least && isRight(one, i);
  return [down, across].reduce((sum, one) => sum + one.weight.filter(isSeen(one)).length, 0);
}

/** Whether a cell shows a family's lines where the map has them. */
export const isRight = ({ weight, offsetMm }: FamilyPhase, i: number): boolean =>
  (weight[i] as number) >= LEAST_SHOWN && Math.abs(offsetMm[i] as number) < RIGHT_MM;
