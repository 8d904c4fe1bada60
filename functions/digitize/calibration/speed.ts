import type { Beats } from '../marks/beats.ts';

/** Paper speeds of carts and how often they are set. */
export const SPEEDS = [12.5, 25, 50] as const;
const SPEED_PRIOR = [0.03, 0.91, 0.06] as const;

/** Natural logarithms of the weights of 12.5, 25 and 50 mm/s, summing to weight 1. */
export type SpeedWeights = readonly [number, number, number];

/** A bell over the logarithm of a duration in ms. */
interface Bell {
  readonly median: number;
  readonly spread: number;
  readonly share: number;
}

/** RR intervals of adults: the usual rates and the tachycardias. */
const RR_MS: readonly Bell[] = [
  { median: 850, spread: 0.33, share: 0.92 },
  { median: 380, spread: 0.25, share: 0.08 },
];
/** Steep part of the QRS as `findBeats` measures it: narrow complexes, and the broad ones of blocks and pacing. */
const QRS_MS: readonly Bell[] = [
  { median: 45, spread: 0.3, share: 0.7 },
  { median: 100, spread: 0.45, share: 0.3 },
];
/**
 * From the QRS to the peak of the T wave, ms, at an interval of one second, and the power of the interval that it goes with: 0.42 to 0.47
 * on the recordings of PTB-XL, 90 % of them within a fifth. It says more than rate and width: at half the speed it would be a third off.
 */
const T_WAVE_MS = 266;
const T_WAVE_POWER = 0.43;
/** What is found against that: T waves, and other waves, artefacts and noise; at rates above 110 a minute T and P waves run together. */
const T_WAVE_STRAYS: readonly Bell[] = [
  { median: 1, spread: 0.11, share: 0.86 },
  { median: 1, spread: 0.6, share: 0.14 },
];
const FAST_STRAYS: readonly Bell[] = [{ median: 1, spread: 0.4, share: 1 }];
const FAST_S = 0.55;
/** What the pen and the steps of the measurement add to a QRS on paper. */
const QRS_EDGE_MM = 0.5;
/** Rows of this length are printed by carts: 10 s at 25 mm/s, and what fills the same paper at another speed. */
const ROW_MM = [
  { mm: 125, share: [0.55, 0.01, 0.02] },
  { mm: 250, share: [0.38, 0.91, 0.25] },
] as const;
/** How far (logarithm) rows are off: scans and carts creep a little, and photographs of curled paper now and then by percents. */
const ROW_STRAYS = [
  { median: 1, spread: 0.005, share: 0.88 },
  { median: 1, spread: 0.015, share: 0.12 },
] as const satisfies readonly Bell[];
/** Rows of any other length are spread over so much (logarithm). */
const OTHER_ROWS = 1.5;

const sumOf = (bells: readonly Bell[], value: number) =>
  bells.reduce(
    (sum, { median, spread, share }) =>
      sum + (share / spread) * Math.exp(-0.5 * (Math.log(value / median) / spread) ** 2),
    0,
  );

const density = (value: number, bells: readonly Bell[]) => 0.003 + sumOf(bells, value);

const strayDensity = (ratio: number) => sumOf(ROW_STRAYS, ratio) / Math.sqrt(2 * Math.PI);

/**
 * Weighs the paper speeds by whether the beats would have a heart's rate, width and time to the T wave at them, and by how long whole rows
 * are (null where the picture may cut them). A heart that is slow in all three tells 50 mm/s from 25 mm/s where the paper alone cannot.
 */
export function weighSpeeds(beats: Beats, rowMm: number | null): SpeedWeights {
  const weights = SPEEDS.map((speed, k) => {
    let log = Math.log(SPEED_PRIOR[k] as number);
    if (beats.intervalMm !== null) log += Math.log(density((1000 * beats.intervalMm) / speed, RR_MS));
    if (beats.qrsMm !== null) {
      const steepMm = Math.max(0.25, beats.qrsMm - QRS_EDGE_MM);
      log += Math.log(density((1000 * steepMm) / speed, QRS_MS));
    }
    if (beats.intervalMm !== null && beats.tWaveMm !== null) {
      const intervalS = beats.intervalMm / speed;
      const usualMs = T_WAVE_MS * intervalS ** T_WAVE_POWER;
      const strays = intervalS < FAST_S ? FAST_STRAYS : T_WAVE_STRAYS;
      log += Math.log(density((1000 * beats.tWaveMm) / speed / usualMs, strays));
    }
    if (rowMm === null) return log;
    const other = 1 - ROW_MM.reduce((sum, { share }) => sum + (share[k] as number), 0);
    const usual = ROW_MM.reduce((sum, { mm, share }) => sum + (share[k] as number) * strayDensity(rowMm / mm), 0);
    return log + Math.log(usual + other / OTHER_ROWS);
  });
  const most = Math.max(...weights);
  const total = most + Math.log(weights.reduce((sum, weight) => sum + Math.exp(weight - most), 0));
  return weights.map((weight) => weight - total) as unknown as SpeedWeights;
}
