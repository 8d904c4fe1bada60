import { validRuns } from './runs.ts';

/** A second-order section in direct form, a0 = 1. */
export interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/**
 * Second-order Butterworth low- or high-pass by the bilinear transform (Oppenheim & Schafer, Discrete-Time Signal
 * Processing, §7.1). A cut-off at or above 0.45 of the sampling rate is moved there.
 */
export function butterworth(kind: 'lowpass' | 'highpass', cutoffHz: number, sampleRateHz: number): Biquad {
  const k = Math.tan(Math.PI * Math.min(cutoffHz / sampleRateHz, 0.45));
  const norm = 1 / (1 + Math.SQRT2 * k + k * k);
  const a1 = 2 * (k * k - 1) * norm;
  const a2 = (1 - Math.SQRT2 * k + k * k) * norm;
  if (kind === 'lowpass') return { b0: k * k * norm, b1: 2 * k * k * norm, b2: k * k * norm, a1, a2 };
  return { b0: norm, b1: -2 * norm, b2: norm, a1, a2 };
}

/** Runs the section over `x` in place, forward or backward, from the steady state of the first sample met. */
function sweep(section: Biquad, x: Float64Array, backward: boolean): void {
  const { b0, b1, b2, a1, a2 } = section;
  const gain = (b0 + b1 + b2) / (1 + a1 + a2);
  const n = x.length;
  const first = x[backward ? n - 1 : 0] as number;
  let z1 = first * (gain - b0);
  let z2 = first * (b2 - a2 * gain);
  for (let k = 0; k < n; k++) {
    const i = backward ? n - 1 - k : k;
    const input = x[i] as number;
    const output = b0 * input + z1;
    z1 = b1 * input - a1 * output + z2;
    z2 = b2 * input - a2 * output;
    x[i] = output;
  }
}

/**
 * Filters without phase shift: each section forward and backward over every stretch without NaN, the stretch
 * extended by its point reflection for `padS` seconds at both ends (as scipy's filtfilt), so that the edges of a
 * 2.5-s block stay usable. NaN stays NaN. Returns a new array.
 */
export function zeroPhase(
  samples: Float32Array,
  sections: readonly Biquad[],
  sampleRateHz: number,
  padS = 1,
): Float32Array {
  const filtered = new Float32Array(samples.length).fill(Number.NaN);
  for (const { from, to } of validRuns(samples, 8)) {
    const length = to - from;
    const pad = Math.min(Math.round(padS * sampleRateHz), length - 1);
    const x = new Float64Array(length + 2 * pad);
    const first = samples[from] as number;
    const last = samples[to - 1] as number;
    for (let i = 0; i < pad; i++) {
      x[i] = 2 * first - (samples[from + pad - i] as number);
      x[pad + length + i] = 2 * last - (samples[to - 2 - i] as number);
    }
    for (let i = 0; i < length; i++) x[pad + i] = samples[from + i] as number;
    for (const section of sections) {
      sweep(section, x, false);
      sweep(section, x, true);
    }
    for (let i = 0; i < length; i++) filtered[from + i] = x[pad + i] as number;
  }
  return filtered;
}
