import { backwards, type FromEnd, forwards } from './from-end.ts';
import type { RowTrace } from './row-trace.ts';
import type { Stretch } from './stretch.ts';

/** A neighbour's last or first stroke shows this far into a block, and is at least so high, mm. */
const SHOWS_MM = 0.7;
const LEAST_MM = 1.5;
/** A stroke rises or falls by more than this from column to column, px. */
const STEEP_PX = 1.5;
/** It begins so far, mm and as a share of the lead's height, beyond all that the lead reaches elsewhere: its own beats do that too. */
const UNUSUAL_MM = 1;
const UNUSUAL_SHARE = 0.1;
/** Where the neighbour's line may have gone on to: so many columns further as steeply, and so far beyond, mm. */
const GOES_ON_COLUMNS = 3;
const BEYOND_MM = 1;

/**
 * Takes out of blocks (gaps) the stroke in which the block beside them in their row ends or begins: the pen is a few pixels wide, and where one lead
 * ends amid a QRS complex its stroke passes for the begin of the next lead, from which that hurries back to its own height.
 */
export function leaveNeighboursStrokes(
  stretches: readonly Stretch[],
  traces: readonly RowTrace[],
  pitchX: number,
  pitchY: number,
): void {
  stretches.forEach(({ row, column, rhythm }, i) => {
    const k = stretches.findIndex((other) => other.row === row && other.column === column + 1 && !other.rhythm);
    if (rhythm || k < 0) return;
    const [before, behind] = [backwards(traces[i] as RowTrace), forwards(traces[k] as RowTrace)];
    const most = Math.ceil(SHOWS_MM * pitchX);
    const begin = foreignColumns(behind, before, most, pitchY);
    const end = foreignColumns(before, behind, most, pitchY);
    // Whose stroke it is has more of it than the pen's width.
    if (begin > 0 && (end === 0 || begin <= end)) behind.blank(begin);
    else if (end > 0) before.blank(end);
  });
}

/** How many of the first columns of `own` are a stroke that begins where `other` ends or was going, at a height that `own` reaches nowhere else; 0 where there is none. */
function foreignColumns(own: FromEnd, other: FromEnd, most: number, pitchY: number): number {
  const first = firstTraced(own, most);
  const from = own.edge(first);
  const way = Math.sign(own.edge(first + 1) - from);
  let end = first;
  while (end <= most && !own.isGap(end) && way * (own.edge(end + 1) - own.edge(end)) > STEEP_PX) end++;
  if (end > most || way * (own.edge(end) - from) < LEAST_MM * pitchY) return 0;
  const last = firstTraced(other, most);
  const height = other.edge(last);
  const goesOn = height + GOES_ON_COLUMNS * (height - other.edge(last + 1));
  const beyond = BEYOND_MM * pitchY;
  const isGoingThere = from > Math.min(height, goesOn) - beyond && from < Math.max(height, goesOn) + beyond;
  return isGoingThere && !isReached(own, from, most, pitchY) ? end : 0;
}

/** Whether the lead reaches this height anywhere but at its ends. */
function isReached({ columns, edge, isGap }: FromEnd, y: number, ends: number, pitchY: number): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let n = ends; n < columns - ends; n++) {
    if (isGap(n)) continue;
    low = Math.min(low, edge(n));
    high = Math.max(high, edge(n));
  }
  const beyond = Math.max(UNUSUAL_MM * pitchY, UNUSUAL_SHARE * (high - low));
  return y > low - beyond && y < high + beyond;
}

function firstTraced({ isGap }: FromEnd, most: number): number {
  let first = 0;
  while (first < most && isGap(first)) first++;
  return first;
}
