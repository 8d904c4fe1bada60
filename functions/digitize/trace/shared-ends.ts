import { backwards, type FromEnd, forwards } from './from-end.ts';
import type { RowTrace } from './row-trace.ts';
import type { Stretch } from './stretch.ts';

/** A bar beside the end of a column hides what a lead draws so far into it, mm. */
const HIDDEN_MM = 1;

/**
 * Takes out of blocks (gaps) the ends that run in a stroke of the block above or below them, beyond the middle between both: where a lead begins or ends with a tall wave, a bar may hide
 * the wave's tip, and the only ink in sight is the neighbour's.
 */
export function leaveSharedEnds(stretches: readonly Stretch[], traces: readonly RowTrace[], pitchX: number): void {
  const most = Math.ceil(HIDDEN_MM * pitchX);
  for (const fromEnd of [forwards, backwards]) {
    const ends = traces.map(fromEnd);
    const strays = stretches.map((own, i) =>
      Math.max(
        0,
        ...stretches.map((other, k) =>
          areNeighbours(own, other) ? strayColumns(ends[i] as FromEnd, ends[k] as FromEnd, own, other, most) : 0,
        ),
      ),
    );
    for (const [i, columns] of strays.entries()) if (columns > 0) ends[i]?.blank(columns);
  }
}

const areNeighbours = (one: Stretch, other: Stretch): boolean =>
  !one.rhythm && !other.rhythm && one.column === other.column && Math.abs(one.row - other.row) === 1;

/** How many of the first columns of `own` run in ink of `other`, nearer to its baseline than to their own; 0 where they go on to do so. */
function strayColumns(
  own: FromEnd,
  other: FromEnd,
  { band: { baselinePx } }: Stretch,
  { band: { baselinePx: otherPx } }: Stretch,
  most: number,
): number {
  const from = own.edge(0);
  if (own.isGap(0) || Math.abs(from - otherPx) > Math.abs(from - baselinePx)) return 0;
  let n = 0;
  while (n <= most && n < own.columns && n < other.columns && overlap(own, other, n)) n++;
  return n > most ? 0 : n;
}

/** Whether both are drawn at the nth column, one over the other. */
function overlap(one: FromEnd, other: FromEnd, n: number): boolean {
  if (one.isGap(n) || other.isGap(n)) return false;
  const [a, b, c, d] = [one.edge(n), one.edge(n + 1), other.edge(n), other.edge(n + 1)];
  return Math.min(a, b) < Math.max(c, d) && Math.min(c, d) < Math.max(a, b);
}
