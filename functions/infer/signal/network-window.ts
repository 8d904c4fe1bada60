import { LEADS } from '../../leads.ts';
import type { LeadSignals } from '../../measure/types.ts';
import { bandPass } from './band-pass.ts';
import { NETWORK_RATE_HZ, resampleRun } from './resample.ts';
import { validRuns } from './valid-runs.ts';

/** Samples of a window: 10 s at 100 Hz. */
export const WINDOW_SAMPLES = 1000;

const FLAT_SD_MV = 0.003;
const CLIP = 20;

/** Twelve rows at 100 Hz, 0.5–40 Hz, mV, NaN where a lead holds nothing. */
export type FilteredLeads = readonly Float64Array[];

/** What the networks read of ten seconds: rows of 1,000 in the order of LEADS, one after another. */
export interface NetworkWindow {
  /** Z-scored per lead over what is held, cut at ±20; 0 where missing. */
  readonly signal: Float32Array;
  /** 1 where held. */
  readonly mask: Float32Array;
  /** SD that was divided out, mV per lead; 0 where the lead is flat or missing. */
  readonly sdMv: Float32Array;
}

/** The whole recording resampled and filtered, each stretch of each lead on its own. */
export function filterLeads(signals: LeadSignals): FilteredLeads {
  const longest = Math.max(0, ...LEADS.map((lead) => signals.leads[lead].length));
  const length = Math.floor(((longest - 1) / signals.sampleRateHz) * NETWORK_RATE_HZ + 1e-6) + 1;
  return LEADS.map((lead) => {
    const row = new Float64Array(Math.max(0, length)).fill(Number.NaN);
    for (const run of validRuns(signals.leads[lead], signals.sampleRateHz)) {
      const { first, samples } = resampleRun(run, signals.sampleRateHz);
      if (samples.length > 1) row.set(bandPass(samples).subarray(0, row.length - first), first);
    }
    return row;
  });
}

/** Ten seconds of the filtered leads from `firstSample` (100 Hz) on; what lies beyond their end is missing. */
export function networkWindow(leads: FilteredLeads, firstSample: number): NetworkWindow {
  const signal = new Float32Array(leads.length * WINDOW_SAMPLES);
  const mask = new Float32Array(signal.length);
  const sdMv = new Float32Array(leads.length);
  leads.forEach((row, lead) => {
    const part = row.subarray(firstSample, firstSample + WINDOW_SAMPLES);
    const { mean, sd, count } = spread(part);
    if (count === 0 || sd < FLAT_SD_MV) return;
    sdMv[lead] = sd;
    for (let i = 0; i < part.length; i++) {
      const value = part[i] as number;
      if (Number.isNaN(value)) continue;
      signal[lead * WINDOW_SAMPLES + i] = Math.min(CLIP, Math.max(-CLIP, (value - mean) / sd));
      mask[lead * WINDOW_SAMPLES + i] = 1;
    }
  });
  return { signal, mask, sdMv };
}

function spread(values: Float64Array): { mean: number; sd: number; count: number } {
  let count = 0;
  let sum = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  const mean = sum / Math.max(1, count);
  let squares = 0;
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  return { mean, sd: Math.sqrt(squares / Math.max(1, count)), count };
}
