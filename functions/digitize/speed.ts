import type { Beats } from './beats.ts';

/** Paper speeds of carts and how often they are set. */
export const SPEEDS = [12.5, 25, 50] as const;
const SPEED_PRIOR = [0.05, 0.9, 0.05] as const;

/** Natural logarithms of the weights of 12.5, 25 and 50 mm/s, summing to weight 1. */
export type SpeedWeights = readonly [number, number, number];

/** RR intervals of adults, ms: median and spread of the logarithm; rates below 30 and above 220 hardly occur. */
const RR_MS = { median: 850, spread: 0.36 };
/** Steep part of the QRS as `findBeats` measures it, ms: narrow complexes, and the broad ones of blocks and pacing. */
const NARROW_MS = { median: 72, spread: 0.22, share: 0.8 };
const BROAD_MS = { median: 125, spread: 0.3, share: 0.2 };
/** Rows of this length are printed by carts: 10 s at 25 mm/s, and what fills the same paper at another speed. */
const ROW_MM = [
  { mm: 125, share: [0.4, 0.02, 0.02] },
  { mm: 250, share: [0.4, 0.75, 0.25] },
] as const;
const ROW_TOLERANCE = 0.006;

const density = (value: number, { median, spread }: { readonly median: number; readonly spread: number }) =>
  Math.exp(-0.5 * (Math.log(value / median) / spread) ** 2) / spread;

/**
 * Weighs the paper speeds by whether the beats would have a heart's rate and width at them, and by how long the rows are. A heart rate
 * and a QRS that are both twice too slow tell 50 mm/s from 25 mm/s where the paper alone cannot.
 */
export function weighSpeeds(beats: Beats, rowMm: number): SpeedWeights {
  const weights = SPEEDS.map((speed, k) => {
    let log = Math.log(SPEED_PRIOR[k] as number);
    if (beats.intervalMm !== null) log += Math.log(0.01 + density((1000 * beats.intervalMm) / speed, RR_MS));
    if (beats.qrsMm !== null) {
      const ms = (1000 * beats.qrsMm) / speed;
      log += Math.log(0.003 + NARROW_MS.share * density(ms, NARROW_MS) + BROAD_MS.share * density(ms, BROAD_MS));
    }
    const row = ROW_MM.find(({ mm }) => Math.abs(rowMm / mm - 1) < ROW_TOLERANCE);
    const other = 1 - ROW_MM.reduce((sum, { share }) => sum + (share[k] as number), 0);
    // Other lengths spread over about a hundred tolerances.
    return log + Math.log(row === undefined ? other / 50 : (row.share[k] as number));
  });
  const most = Math.max(...weights);
  const total = most + Math.log(weights.reduce((sum, weight) => sum + Math.exp(weight - most), 0));
  return weights.map((weight) => weight - total) as unknown as SpeedWeights;
}
