import type { Beat } from '../../measure/types.ts';

/** From this logarithm of the interval against the running mean on a beat is early, and a streak begins or goes on. */
const EARLY = -0.1;
const LATE = 0.25;
/** How fast the running mean follows beats on time, early ones and pauses. */
const FOLLOW = 0.15;
const FOLLOW_EARLY = 0.012;
const FOLLOW_LATE = 0.02;
const FIRST_INTERVALS = 20;
const LONGEST_S = 3;

/**
 * A beat against the rhythm before it. In a run of early beats the rhythm is the one before the run, so that its
 * twentieth beat is as early as its first.
 */
export interface Streak {
  /** Log of the interval before the beat against the running mean of the beats on time before it. */
  readonly early: number;
  /** The same of the beat that began the run of early beats; 0 outside a run. */
  readonly onset: number;
  /** Beats of the run so far; 0 outside. */
  readonly length: number;
  /** Change of the interval inside the run: near 0 in tachycardia, high in fibrillation. */
  readonly uneven: number;
}

/** The upper part of the first intervals: early beats at the start do not set the rhythm. */
function firstMean(rr: readonly number[]): number {
  const sorted = rr.slice(0, FIRST_INTERVALS).sort((a, b) => a - b);
  return sorted[Math.floor(0.6 * sorted.length)] ?? 1;
}

/** The streak of every beat, in one pass forwards. */
export function rhythmStreaks(beats: readonly Beat[]): Streak[] {
  const rr = beats.slice(1).map((beat, k) => Math.min(LONGEST_S, beat.rPeakS - (beats[k] as Beat).rPeakS));
  let mean = firstMean(rr);
  let onset = 0;
  let length = 0;
  return beats.map((_, i) => {
    const interval = rr[i - 1] ?? mean;
    const early = Math.max(-1, Math.min(0.7, Math.log(interval / mean)));
    if (early >= EARLY) {
      onset = 0;
      length = 0;
      mean *= Math.exp((early < LATE ? FOLLOW : FOLLOW_LATE) * early);
      return { early, onset, length, uneven: 0 };
    }
    if (length === 0) onset = early;
    length++;
    mean *= Math.exp(FOLLOW_EARLY * Math.max(-0.5, early));
    const uneven = length > 1 ? Math.abs(Math.log(interval / (rr[i - 2] as number))) : 0;
    return { early, onset, length, uneven };
  });
}
