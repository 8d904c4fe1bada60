import { LEADS, type Lead } from '../leads.ts';
import { removePacingSpikes } from './pacing-spikes.ts';
import { resample } from './resample.ts';
import { bridgeShortGaps, validRuns } from './runs.ts';
import type { LeadSignals } from './types.ts';
import { butterworth, zeroPhase } from './zero-phase.ts';

/** Rate at which beats and waves are sought. */
export const WORKING_RATE_HZ = 250;

const MIN_RUN_S = 0.8;
const MAX_BRIDGE_S = 0.03;

/** The leads that hold something, ready for finding beats and waves. */
export interface WorkingSignals {
  /** Samples of the whole recording at 250 Hz. */
  readonly length: number;
  /** 0.5–40 Hz, zero phase, pacing spikes removed, 250 Hz, mV, NaN where nothing is. */
  readonly leads: ReadonlyMap<Lead, Float32Array>;
  /** The same leads at their own rate, spikes removed and short gaps bridged, otherwise unfiltered. */
  readonly native: ReadonlyMap<Lead, Float32Array>;
  readonly nativeRateHz: number;
  readonly pacingSpikesS: readonly number[];
}

/** Prepares a recording; a lead without 0.8 s in one piece is left out. */
export function workingSignals(signals: LeadSignals): WorkingSignals {
  const rate = signals.sampleRateHz;
  const present = new Map<Lead, Float32Array>();
  for (const lead of LEADS) {
    const bridged = bridgeShortGaps(signals.leads[lead], MAX_BRIDGE_S * rate);
    if (validRuns(bridged, MIN_RUN_S * rate).length > 0) present.set(lead, bridged);
  }
  const { leads: native, spikesS } = removePacingSpikes(present, rate);
  const sections = [butterworth('highpass', 0.5, rate), butterworth('lowpass', 40, rate)];
  const leads = new Map<Lead, Float32Array>();
  for (const [lead, samples] of native) {
    leads.set(lead, resample(zeroPhase(samples, sections, rate), rate, WORKING_RATE_HZ));
  }
  const length = Math.max(0, ...[...leads.values()].map((samples) => samples.length));
  return { length, leads, native, nativeRateHz: rate, pacingSpikesS: spikesS };
}
