import type { Runs } from '../maths/components.ts';
import type { Row } from './rows.ts';

/** A quick outline of a row's trace, one value a frame column, frame px; NaN where no ink continues the row. */
export interface RowOutline {
  readonly top: Float32Array;
  readonly bottom: Float32Array;
}

/** Runs a column that are weighed for a row, and "no ink here"; among more, the shortest are specks. */
const KEPT = 13;
/** What a column without ink costs, in mm of distance. */
const GAP_COST = 0.25;
/** What a mm of distance from the baseline costs a column, in mm of jump. */
const AWAY_COST = 0.004;
const FREE_SPACE_MM = 32;

/**
 * Follows every row through the runs of ink, column by column: the chain of runs that touch one another and keep near the baseline
 * (dynamic programme over runs). Coarse beside the later trace, but a hundred times as fast: it serves to find beats and columns before
 * the layout is known. `skip` marks components that are print.
 */
export function outlineRows(runs: Runs, skip: Uint8Array, rows: readonly Row[], pitchY: number): RowOutline[] {
  return rows.map((row, i) => {
    const above = rows[i - 1];
    const below = rows[i + 1];
    const from = above === undefined ? row.baselinePx - FREE_SPACE_MM * pitchY : above.baselinePx;
    const to = below === undefined ? row.baselinePx + FREE_SPACE_MM * pitchY : below.baselinePx;
    return outline(runs, skip, row.baselinePx, from, to, pitchY);
  });
}

function outline(
  runs: Runs,
  skip: Uint8Array,
  baselinePx: number,
  from: number,
  to: number,
  pitchY: number,
): RowOutline {
  const columns = runs.start.length - 1;
  const run = new Int32Array(columns * KEPT).fill(-1);
  const back = new Int8Array(columns * KEPT).fill(-1);
  // The last state of a row is "no ink here"; it remembers the run that it goes on from.
  const cost = new Float32Array(KEPT).fill(Number.POSITIVE_INFINITY);
  const next = new Float32Array(KEPT);
  const at = new Int32Array(KEPT).fill(-1);
  const nextAt = new Int32Array(KEPT);
  const picked = new Int32Array(KEPT - 1);
  cost[KEPT - 1] = 0;
  for (let x = 0; x < columns; x++) {
    next.fill(Number.POSITIVE_INFINITY);
    nextAt.fill(-1);
    const base = x * KEPT;
    const count = tallestRuns(runs, x, from, to, skip, picked);
    for (let c = 0; c < count; c++) {
      const i = picked[c] as number;
      const top = runs.top[i] as number;
      const bottom = runs.bottom[i] as number;
      const away = Math.max(0, top - baselinePx, baselinePx - bottom) / pitchY;
      let best = Number.POSITIVE_INFINITY;
      let origin = -1;
      for (let k = 0; k < KEPT; k++) {
        // What costs so much without a jump is no better with one.
        if ((cost[k] as number) >= best) continue;
        const last = at[k] as number;
        const jump =
          last < 0
            ? away
            : Math.max(0, top - (runs.bottom[last] as number), (runs.top[last] as number) - bottom) / pitchY;
        const total = (cost[k] as number) + jump;
        if (total < best) {
          best = total;
          origin = k;
        }
      }
      next[c] = best + AWAY_COST * away;
      nextAt[c] = i;
      run[base + c] = i;
      back[base + c] = origin;
    }
    for (let k = 0; k < KEPT; k++) {
      const total = (cost[k] as number) + GAP_COST;
      if (total >= (next[KEPT - 1] as number)) continue;
      next[KEPT - 1] = total;
      nextAt[KEPT - 1] = at[k] as number;
      back[base + KEPT - 1] = k;
    }
    cost.set(next);
    at.set(nextAt);
  }
  const top = new Float32Array(columns).fill(Number.NaN);
  const bottom = new Float32Array(columns).fill(Number.NaN);
  let state = 0;
  for (let k = 1; k < KEPT; k++) if ((cost[k] as number) < (cost[state] as number)) state = k;
  for (let x = columns - 1; x >= 0; x--) {
    const chosen = run[x * KEPT + state] as number;
    if (state < KEPT - 1 && chosen >= 0) {
      top[x] = runs.top[chosen] as number;
      bottom[x] = runs.bottom[chosen] as number;
    }
    state = back[x * KEPT + state] as number;
    if (state < 0) state = KEPT - 1;
  }
  return { top, bottom };
}

/** Puts the tallest runs of a column that reach into [from, to) into `picked` and returns how many there are. */
function tallestRuns(runs: Runs, x: number, from: number, to: number, skip: Uint8Array, picked: Int32Array): number {
  const height = (i: number) => (runs.bottom[i] as number) - (runs.top[i] as number);
  let count = 0;
  for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
    if ((runs.bottom[i] as number) <= from || (runs.top[i] as number) >= to) continue;
    if (skip[runs.component[i] as number] === 1) continue;
    if (count < picked.length) {
      picked[count++] = i;
      continue;
    }
    let shortest = 0;
    for (let c = 1; c < count; c++) if (height(picked[c] as number) < height(picked[shortest] as number)) shortest = c;
    if (height(i) > height(picked[shortest] as number)) picked[shortest] = i;
  }
  return count;
}
