import type { RowTrace } from './row-trace.ts';

/** How much the edges of strokes waver, as the standard deviation of their middle that it amounts to, px. */
export interface EdgeNoise {
  /** By the median: what the paper and the picture's noise do everywhere. */
  readonly usualPx: number;
  /** By the mean square: with the steps of strokes that know whole pixels only. */
  readonly rmsPx: number;
}

/** Columns between which the middle moves less than this are level, px. */
const LEVEL_PX = 0.5;
/** Edges that part further in one column run into something else, px. */
const MOST_PX = 1;
const FEW_COLUMNS = 50;
/** From the median of absolute values of a normal variable to its standard deviation. */
const MEDIAN_TO_SD = 1.4826;
/** From the change of a distance of two edges, each as unsure, to the middle of them. */
const CHANGE_TO_MIDDLE = 0.5 / Math.SQRT2;

/**
 * Measures the noise of traces where they run level: what moves a stroke moves both of its edges, while blur, speckle and whole pixels move
 * each by itself. Null where too few columns are level.
 */
export function edgeNoise(traces: readonly RowTrace[]): EdgeNoise | null {
  const changes: number[] = [];
  for (const { upperY, lowerY } of traces) {
    for (let x = 0; x + 1 < upperY.length; x++) {
      const upper = (upperY[x + 1] as number) - (upperY[x] as number);
      const lower = (lowerY[x + 1] as number) - (lowerY[x] as number);
      if (Math.abs(upper + lower) < 2 * LEVEL_PX) changes.push(Math.min(MOST_PX, Math.abs(lower - upper)));
    }
  }
  if (changes.length < FEW_COLUMNS) return null;
  const meanSquare = changes.reduce((sum, change) => sum + change * change, 0) / changes.length;
  const median = changes.sort((a, b) => a - b)[changes.length >> 1] as number;
  return {
    usualPx: CHANGE_TO_MIDDLE * MEDIAN_TO_SD * median,
    rmsPx: CHANGE_TO_MIDDLE * Math.sqrt(meanSquare),
  };
}

/** Cut-offs stay within these, cycles a pixel: no page is so noisy that the QRS may be rounded off, none so clean that pixels do not show. */
const LEAST_CUTOFF = 0.2;
const MOST_CUTOFF = 1.1;
/** What is slower belongs to the QRS however many pixels it takes: at half the speed, or on a coarse picture, it is as many times narrower. */
const LEAST_CUTOFF_HZ = 55;
/** Of either measure: the cut-off at 0.05 px of noise, and the power of the noise that it falls with. */
const BY_USUAL = { at: 0.43, power: 0.4 };
const BY_RMS = { at: 0.7, power: 0.5 };
const NOISE_PX = 0.05;
/** Less noise than this cannot be told from none, px. */
const LEAST_NOISE_PX = 0.005;

/**
 * Up to which frequency, cycles a pixel of the frame, traces of such noise are to be believed: what lies above is more the page's doing than the
 * heart's; a second takes `pxPerS`. Fitted to 55 drawn, scanned and rasterised pages with exact signals, on which it gains 0.8 dB (the best cut-off
 * of each page: 1.1 dB).
 */
export function believedUpTo(noise: EdgeNoise | null, pxPerS: number): number {
  if (noise === null) return MOST_CUTOFF;
  const by = (px: number, { at, power }: typeof BY_RMS) => at * (Math.max(LEAST_NOISE_PX, px) / NOISE_PX) ** -power;
  const least = Math.max(LEAST_CUTOFF, LEAST_CUTOFF_HZ / pxPerS);
  return Math.max(least, Math.min(MOST_CUTOFF, by(noise.usualPx, BY_USUAL), by(noise.rmsPx, BY_RMS)));
}
