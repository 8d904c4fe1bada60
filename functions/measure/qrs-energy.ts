import type { Lead } from '../leads.ts';
import { quantile } from './quantile.ts';
import { WORKING_RATE_HZ, type WorkingSignals } from './working-signals.ts';
import { butterworth, zeroPhase } from './zero-phase.ts';

/** Energy of QRS complexes is sought between these frequencies (Thakor 1984: maximum signal to noise near 17 Hz). */
const BAND_HZ = [6, 22] as const;
/** Waves of any width, without wander: tells a wide ventricular beat from a P wave. */
const SIZE_FROM_HZ = 1.5;
const SMOOTHING_S = 0.06;
/** Longest pause that still leaves a beat in every block: 25 a minute. */
export const BLOCK_S = 2.5;
const BLOCKS_EACH_SIDE = 3;
/** Below this height (mV in the band) a lead is taken as flat. */
const FLAT_MV = 0.012;

/** How much of a QRS complex every instant holds, over all leads present there. */
export interface QrsEnergy {
  /** About 1 at a usual QRS complex; NaN where no lead is. 250 Hz. */
  readonly smoothed: Float32Array;
  /** The same before smoothing: its peak is the fiducial point. */
  readonly sharp: Float32Array;
  /** Height of the waves of any width, in the same units as `sharp`. */
  readonly size: Float32Array;
}

function movingMean(values: Float32Array, width: number): Float32Array {
  const out = new Float32Array(values.length).fill(Number.NaN);
  const half = width >> 1;
  let sum = 0;
  let count = 0;
  for (let i = -half; i < values.length; i++) {
    const entering = values[i + half];
    if (entering !== undefined && !Number.isNaN(entering)) {
      sum += entering;
      count++;
    }
    const leaving = values[i - half - 1];
    if (leaving !== undefined && !Number.isNaN(leaving)) {
      sum -= leaving;
      count--;
    }
    if (i >= 0 && count > 0 && !Number.isNaN(values[i])) out[i] = Math.max(0, sum / count);
  }
  return out;
}

/** Maximum of every block of 2.5 s that holds at least 0.8 s, else NaN. */
export function blockMaxima(values: Float32Array): Float64Array {
  const size = Math.round(BLOCK_S * WORKING_RATE_HZ);
  const maxima = new Float64Array(Math.ceil(values.length / size)).fill(Number.NaN);
  for (let block = 0; block < maxima.length; block++) {
    let max = 0;
    let count = 0;
    for (let i = block * size; i < Math.min((block + 1) * size, values.length); i++) {
      const value = values[i] as number;
      if (Number.isNaN(value)) continue;
      count++;
      if (value > max) max = value;
    }
    if (count >= 0.8 * WORKING_RATE_HZ) maxima[block] = max;
  }
  return maxima;
}

/** For every block, the median maximum of the blocks around it: the usual height of a beat at that time. */
export function usualHeights(values: Float32Array): Float64Array {
  const maxima = blockMaxima(values);
  return maxima.map((_, block) => {
    const near = maxima.subarray(Math.max(0, block - BLOCKS_EACH_SIDE), block + BLOCKS_EACH_SIDE + 1);
    return quantile(near, 0.5);
  });
}

/** A lead counts by how far its beats stand out of what lies between them. */
function weightsOf(energy: Float32Array, heights: Float64Array): Float64Array {
  const size = Math.round(BLOCK_S * WORKING_RATE_HZ);
  return heights.map((height, block) => {
    const from = Math.max(0, (block - 1) * size);
    const between = quantile(
      energy.subarray(from, (block + 2) * size).filter((_, i) => i % 8 === 0),
      0.4,
    );
    if (!(height > FLAT_MV)) return 0;
    return Math.min(1, Math.max(0.02, (height / Math.max(between, 1e-6) - 2.5) / 6));
  });
}

/** Joins the leads: each scaled by its own usual beat, weighted by its clarity, averaged over the leads present. */
export function qrsEnergy(working: WorkingSignals): QrsEnergy {
  const blockSize = Math.round(BLOCK_S * WORKING_RATE_HZ);
  const sharp = new Float32Array(working.length);
  const smoothed = new Float32Array(working.length);
  const size = new Float32Array(working.length);
  const weight = new Float32Array(working.length);
  for (const [, samples] of working.leads as ReadonlyMap<Lead, Float32Array>) {
    const band = zeroPhase(
      samples,
      [butterworth('highpass', BAND_HZ[0], WORKING_RATE_HZ), butterworth('lowpass', BAND_HZ[1], WORKING_RATE_HZ)],
      WORKING_RATE_HZ,
      0.3,
    );
    for (let i = 0; i < band.length; i++) band[i] = Math.abs(band[i] as number);
    const energy = movingMean(band, Math.round(SMOOTHING_S * WORKING_RATE_HZ));
    const broad = zeroPhase(samples, [butterworth('highpass', SIZE_FROM_HZ, WORKING_RATE_HZ)], WORKING_RATE_HZ, 0.5);
    const heights = usualHeights(energy);
    const weights = weightsOf(energy, heights);
    for (let i = 0; i < energy.length; i++) {
      const e = energy[i] as number;
      const block = Math.floor(i / blockSize);
      const w = weights[block] as number;
      if (Number.isNaN(e) || !(w > 0)) continue;
      const scaled = w / (heights[block] as number);
      smoothed[i] = (smoothed[i] as number) + scaled * e;
      sharp[i] = (sharp[i] as number) + scaled * (band[i] as number);
      size[i] = (size[i] as number) + scaled * Math.abs(broad[i] as number);
      weight[i] = (weight[i] as number) + w;
    }
  }
  for (let i = 0; i < smoothed.length; i++) {
    const w = weight[i] as number;
    smoothed[i] = w > 0 ? (smoothed[i] as number) / w : Number.NaN;
    sharp[i] = w > 0 ? (sharp[i] as number) / w : Number.NaN;
    size[i] = w > 0 ? (size[i] as number) / w : Number.NaN;
  }
  return { smoothed, sharp, size };
}
