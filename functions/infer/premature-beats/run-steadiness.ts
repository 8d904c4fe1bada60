import type { Beat } from '../../measure/types.ts';
import type { Streak } from './rhythm-streaks.ts';

/** Beats on either side whose changes are looked at. */
const NEIGHBOURS = 6;
const FEWEST = 5;
const STEADY = 0.05;
const LONGEST_S = 3;

/**
 * Whether each beat lies in a steady run of early beats: the median change from one interval of the run to the next
 * is below 5 %. Tachycardia is steady in itself however unsteady the rhythm around it is; fibrillation never is.
 * False outside a run and where fewer than five changes of the run are near.
 */
export function inSteadyRun(beats: readonly Beat[], streaks: readonly Streak[]): boolean[] {
  const intervalS = (i: number) =>
    Math.min(LONGEST_S, (beats[i] as Beat).rPeakS - (beats[i - 1]?.rPeakS ?? Number.NaN));
  const inRun = (i: number) => (streaks[i]?.length ?? 0) > 0;
  const goesOn = (i: number) => (streaks[i]?.length ?? 0) > 1 && inRun(i - 1);
  return beats.map((_, i) => {
    if (!inRun(i)) return false;
    const changes: number[] = [];
    for (let k = Math.max(2, i - NEIGHBOURS); k <= Math.min(beats.length - 1, i + NEIGHBOURS); k++) {
      if (goesOn(k)) changes.push(Math.abs(Math.log(intervalS(k) / intervalS(k - 1))));
    }
    changes.sort((a, b) => a - b);
    return changes.length >= FEWEST && (changes[changes.length >> 1] as number) < STEADY;
  });
}
