import type { Runs } from '../maths/components.ts';
import { type Row, usualGap } from './rows.ts';

/** So many rows tell how far apart rows stand. */
const LEAST_ROWS = 5;
/** How far a gap may be from twice the usual one, as a share. */
const TWICE = 0.12;
/** A row's ink lies within this of its baseline, mm, in at least so many of the columns that its neighbours' ink is in. */
const REACH_MM = 2.5;
const INKED = 0.85;

/**
 * The rows with those put in that stand where one is missing in an even sequence: tremor makes a baseline thicker than what votes for one. Between
 * two rows that are twice as far apart as usual there must be as much of ink as around them.
 */
export function withMissedRows(rows: readonly Row[], runs: Runs, pitchY: number): Row[] {
  const usual = usualGap(rows);
  if (usual === undefined || rows.length < LEAST_ROWS) return [...rows];
  return rows.flatMap((row, i) => {
    const next = rows[i + 1];
    const gap = next === undefined ? 0 : next.baselinePx - row.baselinePx;
    if (next === undefined || Math.abs(gap / (2 * usual) - 1) > TWICE) return [row];
    const between = inkAt(row.baselinePx + gap / 2, runs, REACH_MM * pitchY);
    const around = [row, next].map(({ baselinePx }) => inkAt(baselinePx, runs, REACH_MM * pitchY).columns);
    if (between.columns < INKED * Math.min(...around)) return [row];
    return [row, { baselinePx: Math.round(between.middlePx), mass: between.columns }];
  });
}

/** Columns that have ink near a height, and the middle of that ink. */
function inkAt(yPx: number, { start, top, bottom }: Runs, reachPx: number): { columns: number; middlePx: number } {
  const [from, to] = [yPx - reachPx, yPx + reachPx];
  let columns = 0;
  const middles: number[] = [];
  for (let x = 0; x + 1 < start.length; x++) {
    let high = Number.POSITIVE_INFINITY;
    let low = Number.NEGATIVE_INFINITY;
    for (let i = start[x] as number; i < (start[x + 1] as number); i++) {
      if ((bottom[i] as number) <= from || (top[i] as number) >= to) continue;
      high = Math.min(high, Math.max(from, top[i] as number));
      low = Math.max(low, Math.min(to, bottom[i] as number));
    }
    if (low < high) continue;
    columns++;
    middles.push((high + low) / 2);
  }
  middles.sort((a, b) => a - b);
  return { columns, middlePx: middles[middles.length >> 1] ?? yPx };
}
