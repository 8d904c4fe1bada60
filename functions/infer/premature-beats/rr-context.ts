import type { Beat } from '../../measure/types.ts';

/** Intervals on either side that make the neighbourhood of a beat. */
const NEIGHBOURS = 8;
const LONGEST_S = 3;

/** The rhythm on both sides of a beat; intervals as logarithms against their mean: 0 is "as usual", negative early. */
export interface RrContext {
  readonly locallyEarly: number;
  /** The interval after the beat. */
  readonly localPause: number;
  /** Median of the neighbourhood's successive changes, the beat's own left out. */
  readonly irregularity: number;
}

/**
 * The rhythm around every beat. Means, never medians: where most beats are premature the median interval is itself
 * premature. The first and last beats take the neighbourhood's mean for the interval they lack.
 */
export function rrContexts(beats: readonly Beat[]): RrContext[] {
  const rr = beats.slice(1).map((beat, k) => Math.min(LONGEST_S, beat.rPeakS - (beats[k] as Beat).rPeakS));
  return beats.map((_, i) => {
    const around = rr.slice(Math.max(0, i - NEIGHBOURS - 1), i + NEIGHBOURS + 1);
    const local = around.reduce((sum, value) => sum + value, 0) / around.length || 1;
    const changes: number[] = [];
    for (let k = Math.max(1, i - NEIGHBOURS); k < Math.min(rr.length, i + NEIGHBOURS); k++) {
      const own = k >= i - 1 && k <= i + 1;
      if (!own) changes.push(Math.abs(Math.log((rr[k] as number) / (rr[k - 1] as number))));
    }
    changes.sort((a, b) => a - b);
    return {
      locallyEarly: Math.log((rr[i - 1] ?? local) / local),
      localPause: Math.log((rr[i] ?? local) / local),
      irregularity: changes[changes.length >> 1] ?? 0,
    };
  });
}
