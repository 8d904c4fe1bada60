import type { Beat } from '../../measure/types.ts';

/** From this logarithm of the interval against the running mean on a beat is early, and a streak begins or goes on. */
const EARLY = -0.1;
const LATE = 0.25;
/** How fast the running mean follows beats on time, early ones and pauses. */
const FOLLOW = 0.15;
const FOLLOW_EARLY = 0.012;
/** A run that began no earlier than this is the sinus rhythm getting faster, and the mean follows. */
const GRADUAL = -0.13;
const FOLLOW_GRADUAL = 0.1;
/** The earliest of a run's first beats says how abruptly it began; a beat of another shape begins no run of the next. */
const ONSET_BEATS = 3;
/** A beat less early than this share of the onset belongs to a rhythm that got faster, not to a run. */
const LEAST_OF_ONSET = 0.4;
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
  return beats.map((beat, i) => {
    const interval = rr[i - 1] ?? mean;
    const early = Math.max(-1, Math.min(0.7, Math.log(interval / mean)));
    if (early >= EARLY) {
      onset = 0;
      length = 0;
      mean *= Math.exp((early < LATE ? FOLLOW : FOLLOW_LATE) * early);
      return { early, onset, length };
    }
    const sameShape = beats[i - 1]?.group === beat.group;
    if (length === 0 || (!sameShape && length < ONSET_BEATS)) onset = early;
    length++;
    if (length <= ONSET_BEATS) onset = Math.min(onset, early);
    const abrupt = onset < GRADUAL && early < LEAST_OF_ONSET * onset;
    mean *= Math.exp((abrupt ? FOLLOW_EARLY : FOLLOW_GRADUAL) * Math.max(-0.5, early));
    return { early, onset, length };
  });
}

/** Beats on either side over which the rhythm's steadiness is taken. */
const NEIGHBOURS = 90;
const FEWEST = 4;
const STEADY = 0.03;

/**
 * How unsteady the rhythm around each beat is: the median of |early| over the beats on time that follow one on time,
 * so that premature beats and their pauses do not count. Sinus rhythm 0.01–0.045, fibrillation 0.06 and more; 0.03
 * where fewer than four such beats are near.
 */
export function unsteadiness(streaks: readonly Streak[]): number[] {
  const onTime = streaks.map((streak, i) => streak.length === 0 && streaks[i - 1]?.length === 0);
  return streaks.map((_, i) => {
    const near: number[] = [];
    for (let k = Math.max(0, i - NEIGHBOURS); k < Math.min(streaks.length, i + NEIGHBOURS); k++) {
      if (onTime[k]) near.push(Math.abs((streaks[k] as Streak).early));
    }
    near.sort((a, b) => a - b);
    return near.length < FEWEST ? STEADY : (near[near.length >> 1] as number);
  });
}
