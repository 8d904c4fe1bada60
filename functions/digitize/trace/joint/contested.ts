import { INK_SHARE } from '../../marks/trace-level.ts';
import type { RowTrace } from '../row-trace.ts';
import type { Sight } from '../sight.ts';

/** Columns [from, to) of the frame. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Columns in which rows claim one another's ink: indices of the traces, from the top. */
export interface Contest extends Interval {
  readonly rows: readonly number[];
}

/** Ink that no trace explains counts from this many strokes in a column. */
const UNEXPLAINED_STROKES = 2;
/** An interval reaches this far beyond what is contested in it, mm, so that it begins and ends where rows run by themselves. */
const MARGIN_MM = 1.2;

/** What goes on for longer than a beat is print, or rows that were lost; following it together would take long and lead nowhere. */
const LONGEST_MM = 30;

/**
 * Where traces of rows one below the other touch, leave ink between `top` and `bottom` unexplained, or are `disputed`, but for where they were `moved` to. All
 * traces have the same columns.
 */
export function contestedIntervals(
  sight: Sight,
  traces: readonly RowTrace[],
  top: number,
  bottom: number,
  pitchX: number,
  { disputed, moved }: { readonly disputed: readonly Interval[]; readonly moved: readonly Interval[] },
): Interval[] {
  const first = traces[0]?.firstColumn ?? 0;
  const columns = traces[0]?.gap.length ?? 0;
  const isDisputed = (x: number) => disputed.some(({ from, to }) => x >= from && x < to);
  const found = intervalsOf(
    first,
    columns,
    pitchX,
    (i) => isDisputed(first + i) || contested(sight, traces, i, first + i, top, bottom),
  );
  const apart = moved.reduce((left, told) => left.flatMap((interval) => outside(interval, told)), found);
  // Rows were laid straight where they are disputed, so that is always traced anew.
  const isLaid = ({ from, to }: Interval) => disputed.some((one) => one.from < to && one.to > from);
  return apart.filter((interval) => isBrief(interval, pitchX) || isLaid(interval));
}

/** Where traces that each row was given by itself run over the same ink, and which rows do. All traces have the same columns. */
export function claimedTwice(traces: readonly RowTrace[], pitchX: number): Contest[] {
  const first = traces[0]?.firstColumn ?? 0;
  const columns = traces[0]?.gap.length ?? 0;
  const share = (r: number, i: number) => {
    const upper = traces[r] as RowTrace;
    return overlap(upper, i, traces[r + 1] as RowTrace, i, upper.strokePx);
  };
  const pairs = traces.map((_, r) => r).slice(0, -1);
  const shared = intervalsOf(first, columns, pitchX, (i) => pairs.some((r) => share(r, i)));
  return shared
    .filter((interval) => isBrief(interval, pitchX))
    .map(({ from, to }) => {
      const inside = Array.from({ length: to - from }, (_, k) => from - first + k);
      const meeting = pairs.filter((r) => inside.some((i) => share(r, i)));
      return { from, to, rows: [...new Set(meeting.flatMap((r) => [r, r + 1]))] };
    });
}

/** Whether a trace in its column `i` comes nearer than `reachPx` to one below it in that one's column `k`, or runs beyond it. */
export function overlap(upper: RowTrace, i: number, lower: RowTrace, k: number, reachPx: number): boolean {
  if (upper.gap[i] === 1 || lower.gap[k] === 1) return false;
  const end = Math.max(upper.edgeY[i] as number, upper.edgeY[i + 1] as number);
  return end + reachPx > Math.min(lower.edgeY[k] as number, lower.edgeY[k + 1] as number);
}

/** The columns that `is` tells, with what lies around them. */
function intervalsOf(first: number, columns: number, pitchX: number, is: (i: number) => boolean): Interval[] {
  const found: { from: number; to: number }[] = [];
  const margin = Math.round(MARGIN_MM * pitchX);
  for (let i = 0; i < columns; i++) {
    if (!is(i)) continue;
    const from = Math.max(first, first + i - margin);
    const to = Math.min(first + columns, first + i + margin + 1);
    const last = found.at(-1);
    if (last !== undefined && from <= last.to) last.to = to;
    else found.push({ from, to });
  }
  return found;
}

/** Whether rows can be traced together over an interval. */
export const isBrief = ({ from, to }: Interval, pitchX: number): boolean => to - from < LONGEST_MM * pitchX;

/** What of an interval lies outside another. */
function outside({ from, to }: Interval, other: Interval): Interval[] {
  const parts = [
    { from, to: Math.min(to, other.from) },
    { from: Math.max(from, other.to), to },
  ];
  return to <= other.from || from >= other.to ? [{ from, to }] : parts.filter((part) => part.to > part.from);
}

function contested(sight: Sight, traces: readonly RowTrace[], i: number, x: number, top: number, bottom: number) {
  const { ink, level, strokePx, hidden } = sight;
  const reach = strokePx / 2 + 1.5;
  const beside = Math.ceil(strokePx / 2);
  let unexplained = 0;
  let end = Number.NEGATIVE_INFINITY;
  let at = top;
  const count = (to: number) => {
    for (; at < to; at++) {
      const pixel = at * ink.widthPx + x;
      if ((ink.values[pixel] as number) > INK_SHARE * level && hidden[pixel] === 0) unexplained++;
    }
  };
  for (const { edgeY, gap } of traces) {
    if (gap[i] === 1) continue;
    const a = edgeY[i] as number;
    const b = edgeY[i + 1] as number;
    if (Math.min(a, b) - strokePx < end) return true;
    end = Math.max(end, a, b);
    let low = a;
    let high = a;
    for (let e = Math.max(0, i - beside); e <= Math.min(gap.length, i + 1 + beside); e++) {
      low = Math.min(low, edgeY[e] as number);
      high = Math.max(high, edgeY[e] as number);
    }
    count(Math.floor(low - reach));
    at = Math.max(at, Math.ceil(high + reach));
  }
  count(bottom);
  return unexplained > UNEXPLAINED_STROKES * strokePx;
}
