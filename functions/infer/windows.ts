import { type FilteredLeads, WINDOW_SAMPLES } from './signal/network-window.ts';

const SHORTEST_REMAINDER = 50;

/**
 * First samples (100 Hz) of the ten-second windows that cover a recording of `samples`; the last one ends with the
 * recording. A remainder of less than half a second is left out.
 */
export function windowStarts(samples: number): number[] {
  const starts = [0];
  for (let at = WINDOW_SAMPLES; samples - at >= SHORTEST_REMAINDER; at += WINDOW_SAMPLES) {
    starts.push(Math.min(at, samples - WINDOW_SAMPLES));
  }
  return starts;
}

/** Samples (100 Hz) at which any lead holds something. */
export function heldSamples(leads: FilteredLeads): number {
  const length = leads[0]?.length ?? 0;
  let held = 0;
  for (let i = 0; i < length; i++) if (leads.some((row) => !Number.isNaN(row[i]))) held++;
  return held;
}

/**
 * One probability for a recording of several windows: the mean of their highest third, so that a passing arrhythmia
 * counts and a single odd window of a long recording does not decide alone.
 */
export function acrossWindows(probabilities: readonly number[]): number {
  const highest = [...probabilities].sort((a, b) => b - a).slice(0, Math.ceil(probabilities.length / 3));
  return highest.reduce((sum, p) => sum + p, 0) / highest.length;
}
