import type { Component, Runs } from './components.ts';
import type { Plane } from './plane.ts';

/** A line of the report on which traces stand. */
export interface Row {
  /** Height of the baseline, frame px. */
  readonly baselinePx: number;
  /** Columns in which a level piece of trace was seen near the baseline. */
  readonly mass: number;
}

const FLAT_RUN_MM = 1.6;
const TRACE_WIDTH_MM = 12;

/**
 * Finds the rows by what a heart spends most of its time on: level stretches at the baseline. Every short vertical run of a wide
 * connected piece of ink votes for its height; peaks of the smoothed votes are rows, top to bottom.
 */
export function findRows(ink: Plane, runs: Runs, components: readonly Component[], pitchX: number, pitchY: number): Row[] {
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
      votes[centre] = (votes[centre] as number) + Math.min(1, width);
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
    if (peak.mass < 25 * pitchX || peak.mass < 0.12 * (peaks[0]?.mass ?? 0)) continue;
    if (kept.every((row) => Math.abs(row.baselinePx - peak.baselinePx) > 7 * pitchY)) kept.push(peak);
  }
  return kept.sort((a, b) => a.baselinePx - b.baselinePx);
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
