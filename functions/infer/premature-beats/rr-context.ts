import type { Beat } from '../../measure/types.ts';

/** Intervals on either side that make the neighbourhood of a beat. */
const NEIGHBOURS = 8;
/** Intervals on either side from which the slow rhythm under a run of early beats is taken. */
const RUN_NEIGHBOURS = 60;
const PAUSE_RATIO = 1.5;
/** Intervals on either side that make the patient's mean. */
const PATIENT_NEIGHBOURS = 200;
const LONGEST_S = 3;

/** The rhythm around one beat, every interval as a logarithm against a mean: 0 is "as usual", negative is early. */
export interface RrContext {
  /** Interval before the beat against the mean of the patient and of the neighbourhood. */
  readonly early: number;
  readonly locallyEarly: number;
  /** Interval before the beat against the slower half of the intervals of about two minutes: stays low in a run. */
  readonly runEarly: number;
  /** Interval after the beat, likewise. */
  readonly pause: number;
  readonly localPause: number;
  /** Interval before against the one before that, and after against before. */
  readonly step: number;
  readonly turn: number;
  /** Both intervals against two usual ones: 0 for a full compensatory pause. */
  readonly compensation: number;
  /** Standard deviation of the neighbourhood's successive changes, the beat's own left out: high in fibrillation. */
  readonly irregularity: number;
  /** Share of the neighbourhood's intervals that are shorter than the one before the beat. */
  readonly rank: number;
}

/** Mean of the intervals that are at least the mean and no pause. */
function slowMean(values: readonly number[]): number {
  const all = mean(values);
  return mean(values.filter((value) => value >= all && value < PAUSE_RATIO * all)) || all;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/**
 * The rhythm around every beat. Means, never medians: where most beats are premature the median interval is itself
 * premature. The first and last beats take the neighbourhood's mean for the interval they lack.
 */
export function rrContexts(beats: readonly Beat[]): RrContext[] {
  const rr = beats.slice(1).map((beat, k) => Math.min(LONGEST_S, beat.rPeakS - (beats[k] as Beat).rPeakS));
  return beats.map((_, i) => {
    const around = rr.slice(Math.max(0, i - NEIGHBOURS - 1), i + NEIGHBOURS + 1);
    const patient = mean(rr.slice(Math.max(0, i - PATIENT_NEIGHBOURS), i + PATIENT_NEIGHBOURS)) || 1;
    const local = mean(around) || patient;
    const before = rr[i - 1] ?? local;
    const after = rr[i] ?? local;
    const earlier = rr[i - 2] ?? local;
    const changes: number[] = [];
    for (let k = Math.max(1, i - NEIGHBOURS); k < Math.min(rr.length, i + NEIGHBOURS); k++) {
      const own = k >= i - 1 && k <= i + 1;
      if (!own) changes.push(Math.abs(Math.log((rr[k] as number) / (rr[k - 1] as number))));
    }
    changes.sort((a, b) => a - b);
    return {
      early: Math.log(before / patient),
      locallyEarly: Math.log(before / local),
      runEarly: Math.log(before / (slowMean(rr.slice(Math.max(0, i - RUN_NEIGHBOURS), i + RUN_NEIGHBOURS)) || patient)),
      pause: Math.log(after / patient),
      localPause: Math.log(after / local),
      step: Math.log(before / earlier),
      turn: Math.log(after / before),
      compensation: Math.log((before + after) / (2 * local)),
      irregularity: changes[changes.length >> 1] ?? 0,
      rank: around.filter((value) => value < before).length / Math.max(1, around.length),
    };
  });
}
