import type { Pulse } from '../marks/pulses.ts';
import type { RowOutline } from '../marks/row-outline.ts';
import { type Likeliest, likeliest } from '../maths/likeliest.ts';
import { nthSmallest } from '../maths/nth-smallest.ts';

/** Gains that carts have, mm/mV, and how often they are set. */
export const GAINS = [2.5, 5, 10, 20, 40] as const;
const GAIN_PRIOR = [0.01, 0.08, 0.86, 0.045, 0.005] as const;

/** Gain that pulses of 1 mV show: their middle height when it is within 12 % of a gain that carts have; else null. */
export function pulseGain(pulses: readonly Pulse[], pitchY: number): number | null {
  const heights = pulses.map(({ heightPx }) => heightPx / pitchY).sort((a, b) => a - b);
  const height = heights[heights.length >> 1];
  return height === undefined ? null : (GAINS.find((gain) => Math.abs(height / gain - 1) < 0.12) ?? null);
}

/** Heights of the leads' QRS complexes of adults, mV: median over leads and spread of its logarithm. */
const QRS_MV = { median: 0.95, spread: 0.45 };
/** Log-odds that a pulse is right, and that a printed gain is, which two readings agree on. */
const PULSE_TRUST = 5;
const PRINT_TRUST = 6;

/**
 * The likeliest gain: the pulse, what is printed and whether the QRS complexes would be as high as a heart's vote together.
 * `rowHeightsMm` are the rows' heights from the lowest to the highest hundredth.
 */
export function likeliestGain(
  rowHeightsMm: readonly number[],
  pulse: number | null,
  printed: number | null,
): Likeliest {
  const sorted = [...rowHeightsMm].sort((a, b) => a - b);
  const height = sorted[sorted.length >> 1];
  const logs = GAINS.map((gain, k) => {
    let log = Math.log(GAIN_PRIOR[k] as number);
    if (height !== undefined && height > 0) {
      log += Math.log(0.02 + Math.exp(-0.5 * (Math.log(height / gain / QRS_MV.median) / QRS_MV.spread) ** 2));
    }
    if (gain === pulse) log += PULSE_TRUST;
    if (gain === printed) log += PRINT_TRUST;
    return log;
  });
  return likeliest(GAINS, logs);
}

/** Height of a row's trace between its outermost hundredths of columns, mm. */
export function outlineHeight(outline: RowOutline, startPx: number, endPx: number, pitchY: number): number {
  const from = Math.max(0, Math.round(startPx));
  const upper = outline.top.slice(from, Math.max(from, Math.ceil(endPx))).filter((y) => !Number.isNaN(y));
  const lower = outline.bottom.slice(from, Math.max(from, Math.ceil(endPx))).filter((y) => !Number.isNaN(y));
  if (upper.length === 0) return 0;
  const highest = nthSmallest(upper, Math.floor(0.01 * upper.length));
  const lowest = nthSmallest(lower, Math.floor(0.99 * lower.length));
  return Math.max(0, lowest - highest) / pitchY;
}
