import type { CentreLine } from './centre-line.ts';
import type { RowTrace } from './row-trace.ts';

/** Ink that comes this near to the picture's edge may go on beyond it, px. */
const EDGE_PX = 0.75;

/**
 * Takes out of a line (NaN) what the picture's upper or lower edge cuts off: where the stroke reaches the edge, and between two such places no
 * further than `mostPx` apart, where the wave's tip lies beyond the picture. Otherwise a cut peak would be read as one of just that height.
 */
export function dropClipped(line: CentreLine, trace: RowTrace, heightPx: number, mostPx: number): void {
  const columns = trace.gap.length;
  const atTop = (i: number) => (trace.upperY[i] as number) <= EDGE_PX;
  const atBottom = (i: number) => (trace.lowerY[i] as number) >= heightPx - EDGE_PX;
  for (const cut of [atTop, atBottom]) {
    let last = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < columns; i++) {
      if (trace.gap[i] === 1 || !cut(i)) continue;
      drop(line, trace.firstColumn + (i - last <= mostPx ? last : i), trace.firstColumn + i + 1);
      last = i;
    }
  }
}

/** Nodes within [from, to] frame px become NaN. */
function drop({ startX, stepPx, y }: CentreLine, from: number, to: number): void {
  const first = Math.max(0, Math.ceil((from - startX) / stepPx));
  const end = Math.min(y.length, Math.floor((to - startX) / stepPx) + 1);
  if (end > first) y.fill(Number.NaN, first, end);
}
