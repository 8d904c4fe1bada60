import type { Component, Runs } from '../maths/components.ts';
import type { Plane } from '../maths/plane.ts';

/** A line of the report on which traces stand. */
export interface Row {
  /** Height of the baseline, frame px. */
  readonly baselinePx: number;
  /** Columns in which a level piece of trace was seen near the baseline. */
  readonly mass: number;
}

/** Votes of a row against the strongest row's. */
const MIN_SHARE = 0.1;
/** From this share on a row needs no other support. */
const SURE_SHARE = 0.24;
/** Ink that is no thicker is a level stretch of a trace, mm. */
export const FLAT_RUN_MM = 1.6;
const TRACE_WIDTH_MM = 12;
/** Remains of grid lines are thinner than a pen's stroke: a vote counts by the square of its thickness against this. */
const USUAL_STROKE_MM = 0.3;

/**
 * Finds the rows by what a heart spends most of its time on: level stretches at the baseline. Every short vertical run of a wide
 * connected piece of ink votes for its height; peaks of the smoothed votes are rows, top to bottom.
 */
export function findRows(
  ink: Plane,
  runs: Runs,
  components: readonly Component[],
  pitchX: number,
  pitchY: number,
): Row[] {
  const votes = new Float32Array(ink.heightPx);
  for (let x = 0; x < ink.widthPx; x++) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      const top = runs.top[i] as number;
      const bottom = runs.bottom[i] as number;
      if (bottom - top > FLAT_RUN_MM * pitchY) continue;
      const component = components[runs.component[i] as number] as Component;
      const width = (component.right - component.left + 1) / (TRACE_WIDTH_MM * pitchX);
      if (width < 0.25) continue;
      const centre = (top + bottom) >> 1;
      let inked = 0;
      for (let y = top; y < bottom; y++) inked += ink.values[y * ink.widthPx + x] as number;
      const thick = Math.min(1.5, inked / 255 / (USUAL_STROKE_MM * pitchY));
      votes[centre] = (votes[centre] as number) + Math.min(1, width) * thick * thick;
    }
  }
  const smooth = gaussian(votes, 1.0 * pitchY);
  const reach = Math.round(2.5 * pitchY);
  const peaks: Row[] = [];
  for (let y = 1; y < ink.heightPx - 1; y++) {
    const value = smooth[y] as number;
    if (value <= 0 || value < (smooth[y - 1] as number) || value <= (smooth[y + 1] as number)) continue;
    let mass = 0;
    for (let k = Math.max(0, y - reach); k <= Math.min(ink.heightPx - 1, y + reach); k++) mass += votes[k] as number;
    peaks.push({ baselinePx: y, mass });
  }
  peaks.sort((a, b) => b.mass - a.mass);
  const kept: Row[] = [];
  for (const peak of peaks) {
    if (peak.mass < MIN_SHARE * (peaks[0]?.mass ?? 0)) continue;
    if (kept.every((row) => Math.abs(row.baselinePx - peak.baselinePx) > 7 * pitchY)) kept.push(peak);
  }
  return inRhythm(kept);
}

/** Weak rows stay only where the spacing of the strong ones expects a row. */
function inRhythm(rows: readonly Row[]): Row[] {
  const most = Math.max(...rows.map((row) => row.mass));
  const strong = rows.filter((row) => row.mass >= SURE_SHARE * most).sort((a, b) => a.baselinePx - b.baselinePx);
  const usual = usualGap(strong);
  const expected = (row: Row) => {
    const nearest = Math.min(...strong.map((other) => Math.abs(other.baselinePx - row.baselinePx)));
    return usual !== undefined && Math.abs(nearest / usual - 1) < 0.12;
  };
  return rows.filter((row) => strong.includes(row) || expected(row)).sort((a, b) => a.baselinePx - b.baselinePx);
}

/** How far rows that follow one another down the page stand apart, the middle one of the gaps; undefined of fewer than two. */
export function usualGap(rows: readonly Row[]): number | undefined {
  const gaps = rows.slice(1).map((row, i) => row.baselinePx - (rows[i]?.baselinePx ?? 0));
  return gaps.sort((a, b) => a - b)[gaps.length >> 1];
}

/** Index of the row whose baseline lies nearest to a height, the upper of two; 0 where there are none. */
export function nearestRow(yPx: number, rows: readonly Row[]): number {
  let best = 0;
  rows.forEach((row, i) => {
    if (Math.abs(row.baselinePx - yPx) < Math.abs((rows[best]?.baselinePx ?? 0) - yPx)) best = i;
  });
  return best;
}

/** Names stand above their trace oftener than below, mm. */
const NAME_ABOVE_MM = 1.5;

/** The row that a name with its middle at a height belongs to, and how far that is from where names stand, px. */
export function rowOfName(yPx: number, rows: readonly Row[], pitchY: number): { row: number; awayPx: number } {
  const traceY = yPx + NAME_ABOVE_MM * pitchY;
  const row = nearestRow(traceY, rows);
  return { row, awayPx: Math.abs((rows[row]?.baselinePx ?? 0) - traceY) };
}

function gaussian(values: Float32Array, sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma);
  const kernel = Float32Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-0.5 * ((i - reach) / sigma) ** 2));
  const out = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value === 0) continue;
    for (let k = -reach; k <= reach; k++) {
      const at = i + k;
      if (at >= 0 && at < out.length) out[at] = (out[at] as number) + value * (kernel[k + reach] as number);
    }
  }
  return out;
}
