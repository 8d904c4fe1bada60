import type { PhaseCells } from './grid-phase.ts';

/** A cell shows a family's lines surely from this weight on, and not at all below the other. */
const SURE = 12;
const NONE = 0.6;
/** So few cells that surely show lines tell nothing of the page. */
const FEW_CELLS = 100;

/**
 * Share of the cells with lines of one family, surely, in which none of the other are found: there the paper curls so that the map loses its lines, and
 * what it says of them between those that it found is a guess. 0 where hardly any cell shows lines.
 */
export function halfFollowed({ down, across }: PhaseCells): number {
  let [sure, half] = [0, 0];
  for (const [i, own] of down.weight.entries()) {
    const other = across.weight[i] as number;
    if (Math.max(own, other) < SURE) continue;
    sure++;
    if (Math.min(own, other) < NONE) half++;
  }
  return sure < FEW_CELLS ? 0 : half / sure;
}
