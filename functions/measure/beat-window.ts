import type { Lead } from '../leads.ts';
import { median, medianInPlace } from './quantile.ts';
import { WORKING_RATE_HZ } from './working-signals.ts';

/** Samples of a beat window at 250 Hz: 1.28 s. */
export const WINDOW = 320;
/** Position of the fiducial point in the window: 0.52 s of it lie before. */
export const CENTRE = 130;
/** Beats that enter an average at most. */
const MAX_AVERAGED = 25;

/** One beat, or the median of several, per lead; NaN where nothing is. */
export type BeatWindows = ReadonlyMap<Lead, Float32Array>;

/**
 * The sample-wise median of the windows of 1.28 s around `fiducials` (mean of two, the beat itself of one), for every
 * lead that is present in the window's core (±0.2 s) of at least one beat.
 */
export function beatWindows(leads: ReadonlyMap<Lead, Float32Array>, fiducials: readonly number[]): BeatWindows {
  const windows = new Map<Lead, Float32Array>();
  const core = Math.round(0.2 * WORKING_RATE_HZ);
  for (const [lead, samples] of leads) {
    const usable = fiducials.filter((at) => {
      const centre = Math.round(at);
      return !Number.isNaN((samples[centre - core] ?? Number.NaN) + (samples[centre + core] ?? Number.NaN));
    });
    const stride = Math.max(1, usable.length / MAX_AVERAGED);
    const chosen = Array.from(
      { length: Math.min(usable.length, MAX_AVERAGED) },
      (_, k) => usable[Math.floor(k * stride)] as number,
    );
    if (chosen.length > 0) windows.set(lead, averaged(samples, chosen));
  }
  return windows;
}

function averaged(samples: Float32Array, fiducials: readonly number[]): Float32Array {
  const window = new Float32Array(WINDOW);
  const column = new Float64Array(fiducials.length);
  for (let i = 0; i < WINDOW; i++) {
    let present = 0;
    for (const at of fiducials) {
      const position = at - CENTRE + i;
      const left = Math.floor(position);
      const share = position - left;
      const a = samples[left] ?? Number.NaN;
      const value = share < 1e-6 ? a : a + share * ((samples[left + 1] ?? Number.NaN) - a);
      if (!Number.isNaN(value)) column[present++] = value;
    }
    window[i] = medianInPlace(column, present);
  }
  return window;
}

/** Every lead in units of its own QRS complex, its middle at 0, and what all leads together do. */
export interface ScaledBeat {
  /** (x − median) / largest deviation within ±0.1 s of the fiducial point; missing samples 0. */
  readonly leads: ReadonlyMap<Lead, Float32Array>;
  /** Root mean square of the scaled leads present at each instant. */
  readonly context: Float32Array;
}

/** Scales a beat for the wave network. */
export function scaledBeat(windows: BeatWindows): ScaledBeat {
  const leads = new Map<Lead, Float32Array>();
  const context = new Float32Array(WINDOW);
  const count = new Float32Array(WINDOW);
  const reach = Math.round(0.1 * WORKING_RATE_HZ);
  for (const [lead, window] of windows) {
    const zero = median(window);
    let scale = 1e-3;
    for (let i = CENTRE - reach; i <= CENTRE + reach; i++) {
      const deviation = Math.abs((window[i] as number) - zero);
      if (deviation > scale) scale = deviation;
    }
    const scaled = new Float32Array(WINDOW);
    for (let i = 0; i < WINDOW; i++) {
      const value = ((window[i] as number) - zero) / scale;
      if (Number.isNaN(value)) continue;
      scaled[i] = value;
      context[i] = (context[i] as number) + value * value;
      count[i] = (count[i] as number) + 1;
    }
    leads.set(lead, scaled);
  }
  for (let i = 0; i < WINDOW; i++) context[i] = Math.sqrt((context[i] as number) / Math.max(1, count[i] as number));
  return { leads, context };
}
