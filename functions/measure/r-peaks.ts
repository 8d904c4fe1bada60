import { BLOCK_S, type QrsEnergy, usualHeights } from './qrs-energy.ts';
import { median, quantile } from './quantile.ts';
import { WORKING_RATE_HZ } from './working-signals.ts';

/** A complex this close to the recording's edge is cut off. */
const EDGE_S = 0.06;
/** No second QRS within this time (300 a minute). */
const REFRACTORY_S = 0.2;
/** Shares of the usual height: taken at once, and taken when a beat is missing. */
const ACCEPT_SHARE = 0.34;
/** A lower peak is taken when it is as high as a beat, only wider; a peak far lower than a beat is a P wave. */
const WIDE_SHARE = 0.2;
const WIDE_SIZE = 0.75;
const P_WAVE_SIZE = 0.35;
/** Peaks of this share of the highest ones show how large beats are. */
const CLEAR_SHARE = 0.8;
const SEARCH_BACK_SHARE = 0.14;
const MISSING_BEAT_RATIO = 1.55;
/** A peak this soon after a beat and this much lower is its T wave. */
const T_WAVE_S = 0.36;
const T_WAVE_SHARE = 0.45;
/** Beats must stand out of what lies between them by this factor, or be of one shape by this correlation. */
const CLEAR_RATIO = 3.2;
const FAINT_RATIO = 1.6;
const SAME_SHAPE = 0.75;

interface Peak {
  readonly index: number;
  readonly share: number;
  /** Highest wave of any width within ±80 ms. */
  readonly size: number;
}

/** Local maxima of the energy, highest first within the refractory time, in order of time. */
function candidates({ smoothed: energy, size }: QrsEnergy): Peak[] {
  const heights = usualHeights(energy);
  const blockSize = Math.round(BLOCK_S * WORKING_RATE_HZ);
  const gap = Math.round(REFRACTORY_S * WORKING_RATE_HZ);
  const edge = Math.round(EDGE_S * WORKING_RATE_HZ);
  const peaks: Peak[] = [];
  for (let i = 1; i < energy.length - 1; i++) {
    const e = energy[i] as number;
    if (!(e >= (energy[i - 1] as number) && e > (energy[i + 1] as number))) continue;
    const share = e / (heights[Math.floor(i / blockSize)] as number);
    if (!(share > SEARCH_BACK_SHARE)) continue;
    if (Number.isNaN((energy[i - edge] ?? Number.NaN) + (energy[i + edge] ?? Number.NaN))) continue;
    let standsBack = false;
    while (peaks.length > 0 && i - (peaks.at(-1) as Peak).index < gap) {
      if ((peaks.at(-1) as Peak).share >= share) {
        standsBack = true;
        break;
      }
      peaks.pop();
    }
    if (!standsBack) peaks.push({ index: i, share, size: highest(size, i) });
  }
  return peaks;
}

function highest(size: Float32Array, at: number): number {
  const reach = Math.round(0.08 * WORKING_RATE_HZ);
  let best = 0;
  for (let i = Math.max(0, at - reach); i <= Math.min(size.length - 1, at + reach); i++) {
    if ((size[i] as number) > best) best = size[i] as number;
  }
  return best;
}

/** Takes the high peaks and the wide ones, leaves out P and T waves. */
function accepted(peaks: readonly Peak[]): Peak[] {
  const clear =
    CLEAR_SHARE *
    quantile(
      peaks.map((p) => p.share),
      0.9,
    );
  const usualSize = median(peaks.filter((p) => p.share >= clear).map((p) => p.size));
  const beats: Peak[] = [];
  for (const peak of peaks) {
    const last = beats.at(-1);
    const afterT = last === undefined || peak.index - last.index > T_WAVE_S * WORKING_RATE_HZ;
    const wide = peak.share >= WIDE_SHARE && peak.size >= WIDE_SIZE * usualSize && afterT;
    if (peak.share < ACCEPT_SHARE && !wide) continue;
    if (peak.share < clear && peak.size < P_WAVE_SIZE * usualSize) continue;
    if (last !== undefined) {
      const soon = peak.index - last.index < T_WAVE_S * WORKING_RATE_HZ;
      if (soon && peak.share < T_WAVE_SHARE * last.share) continue;
      if (soon && last.share < T_WAVE_SHARE * peak.share && beats.length > 1) {
        const before = beats.at(-2) as Peak;
        if (last.index - before.index < T_WAVE_S * WORKING_RATE_HZ) beats.pop();
      }
    }
    beats.push(peak);
  }
  return beats;
}

/** Fills pauses by the highest low peak that is far enough from both neighbours. */
function withMissing(beats: readonly Peak[], peaks: readonly Peak[]): Peak[] {
  const filled: Peak[] = [];
  for (let i = 0; i < beats.length; i++) {
    const beat = beats[i] as Peak;
    const last = filled.at(-1);
    if (last !== undefined) {
      const near = beats.slice(Math.max(0, i - 6), i + 6);
      const usual = median(near.slice(1).map((b, k) => b.index - (near[k] as Peak).index));
      if (beat.index - last.index > MISSING_BEAT_RATIO * usual) {
        const margin = Math.max(T_WAVE_S * WORKING_RATE_HZ, 0.45 * usual);
        const between = peaks.filter((p) => p.index > last.index + margin && p.index < beat.index - margin);
        const best = between.reduce<Peak | null>((a, b) => (a === null || b.share > a.share ? b : a), null);
        if (best !== null && best.share > SEARCH_BACK_SHARE * 1.3) filled.push(best);
      }
    }
    filled.push(beat);
  }
  return filled;
}

/** Mean correlation of the energy around each beat with their mean: 1 for one shape, low for noise. */
function sameShape(signal: Float32Array, beats: readonly Peak[]): number {
  const half = Math.round(0.12 * WORKING_RATE_HZ);
  const width = 2 * half + 1;
  const mean = new Float64Array(width);
  const rows = beats
    .filter((b) => b.index >= half && b.index + half < signal.length)
    .map((b) => signal.subarray(b.index - half, b.index + half + 1));
  for (const row of rows) for (let i = 0; i < width; i++) mean[i] = (mean[i] as number) + (row[i] as number);
  return median(rows.map((row) => correlation(row, mean)));
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sa = 0;
  let sb = 0;
  for (let i = 0; i < a.length; i++) {
    sa += a[i] as number;
    sb += b[i] as number;
  }
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    const x = (a[i] as number) - sa / a.length;
    const y = (b[i] as number) - sb / b.length;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}

/** True when the peaks stand out of the rest as heartbeats do, so that noise and flat lines give no beats. */
function areBeats(energy: QrsEnergy, beats: readonly Peak[]): boolean {
  if (beats.length === 0) return false;
  const height = median(beats.map((b) => energy.smoothed[b.index] as number));
  const between = quantile(energy.smoothed, 0.4);
  const ratio = height / Math.max(between, 1e-9);
  if (ratio >= CLEAR_RATIO) return true;
  return beats.length >= 4 && ratio >= FAINT_RATIO && sameShape(energy.sharp, beats) >= SAME_SHAPE;
}

/**
 * Fiducial points of the heartbeats at 250 Hz, fractional, in order; empty when nothing stands out as heartbeats do.
 * Adaptive threshold with search-back and T-wave rule after Pan & Tompkins 1985, on the energy of all leads.
 */
export function rPeaks(energy: QrsEnergy): number[] {
  const peaks = candidates(energy);
  const beats = withMissing(accepted(peaks), peaks);
  if (!areBeats(energy, beats)) return [];
  const reach = Math.round(0.06 * WORKING_RATE_HZ);
  return beats.map(({ index }) => {
    let best = index;
    for (let i = Math.max(1, index - reach); i <= Math.min(index + reach, energy.sharp.length - 2); i++) {
      if ((energy.sharp[i] as number) > (energy.sharp[best] as number)) best = i;
    }
    const a = energy.sharp[best - 1] as number;
    const b = energy.sharp[best] as number;
    const c = energy.sharp[best + 1] as number;
    const curvature = a - 2 * b + c;
    return curvature < 0 ? best + Math.max(-0.5, Math.min(0.5, (a - c) / (2 * curvature))) : best;
  });
}
