/** A tracked path that may be exchanged with a neighbour's: heights at column edges from `firstColumn` on, and where it has gaps. */
export interface CrossingPath {
  readonly firstColumn: number;
  readonly edgeY: Float32Array;
  readonly gap: Uint8Array;
}

/** Two paths are exchanged only when they bend this much less for it. */
const BEND_SHARE = 0.85;
/** Bends beyond this count no more, px a column: how far up a flank goes says nothing about where it belongs. */
const MOST_BEND_PX = 12;

/**
 * Exchanges two paths between places where they touch, wherever both bend less for it: a trace that runs into its neighbour's row crosses the
 * neighbour and comes back, while tracking by itself lets each turn back at the other. Both arrays are changed. True when any part was.
 */
export function crossRatherThanBounce(a: CrossingPath, b: CrossingPath, reachPx: number, mostColumns: number): boolean {
  const from = Math.max(a.firstColumn, b.firstColumn);
  const to = Math.min(a.firstColumn + a.gap.length, b.firstColumn + b.gap.length);
  const ia = from - a.firstColumn;
  const ib = from - b.firstColumn;
  let changed = false;
  let last = -1;
  for (let x = 0; x < to - from; x++) {
    if (!touch(a, b, ia + x, ib + x, reachPx)) continue;
    if (last >= 0 && x - last > 1 && x - last <= mostColumns) {
      const before = bends(a, b, ia, ib, last, x, false);
      if (bends(a, b, ia, ib, last, x, true) < BEND_SHARE * before) {
        exchange(a, b, ia, ib, last, x);
        changed = true;
      }
    }
    last = x;
  }
  return changed;
}

/** Whether the strokes of a column meet. */
function touch(a: CrossingPath, b: CrossingPath, i: number, k: number, reachPx: number): boolean {
  if (a.gap[i] === 1 || b.gap[k] === 1) return false;
  const a0 = a.edgeY[i] as number;
  const a1 = a.edgeY[i + 1] as number;
  const b0 = b.edgeY[k] as number;
  const b1 = b.edgeY[k + 1] as number;
  return Math.max(a0, a1) + reachPx > Math.min(b0, b1) && Math.max(b0, b1) + reachPx > Math.min(a0, a1);
}

/** Sum of the capped second differences of both paths around two touching columns, as they are or with the edges between exchanged. */
function bends(
  a: CrossingPath,
  b: CrossingPath,
  ia: number,
  ib: number,
  first: number,
  second: number,
  exchanged: boolean,
): number {
  const at = (own: CrossingPath, other: CrossingPath, io: number, it: number, edge: number) =>
    exchanged && edge > first && edge <= second ? (other.edgeY[it + edge] as number) : (own.edgeY[io + edge] as number);
  let sum = 0;
  for (const middle of [first, second]) {
    for (let edge = middle - 1; edge <= middle + 2; edge++) {
      for (const [own, other, io, it] of [
        [a, b, ia, ib],
        [b, a, ib, ia],
      ] as const) {
        const bend =
          at(own, other, io, it, edge - 1) - 2 * at(own, other, io, it, edge) + at(own, other, io, it, edge + 1);
        if (!Number.isNaN(bend)) sum += Math.min(MOST_BEND_PX, Math.abs(bend));
      }
    }
  }
  return sum;
}

function exchange(a: CrossingPath, b: CrossingPath, ia: number, ib: number, first: number, second: number): void {
  for (let edge = first + 1; edge <= second; edge++) {
    const y = a.edgeY[ia + edge] as number;
    a.edgeY[ia + edge] = b.edgeY[ib + edge] as number;
    b.edgeY[ib + edge] = y;
  }
  for (let x = first + 1; x < second; x++) {
    const gap = a.gap[ia + x] as number;
    a.gap[ia + x] = b.gap[ib + x] as number;
    b.gap[ib + x] = gap;
  }
}
