import type { PhaseCells } from './grid-phase.ts';
import { isRight, leastShown } from './right-cells.ts';

/**
 * Share of the cells in which the map surely has one family's lines where it does not have the other's: there it slipped lines, or lost them behind a crease.
 * 0 where it has neither anywhere.
 */
export function lostLines(cells: PhaseCells): number {
  const { down, across } = cells;
  const least = leastShown(cells);
  let [sure, lost] = [0, 0];
  for (const i of down.weight.keys()) {
    const [own, other] = [isRight(down, i), isRight(across, i)];
    const isSure = (own && (down.weight[i] as number) >= least) || (other && (across.weight[i] as number) >= least);
    if (!isSure) continue;
    sure++;
    if (!own || !other) lost++;
  }
  return sure === 0 ? 0 : lost / sure;
}
