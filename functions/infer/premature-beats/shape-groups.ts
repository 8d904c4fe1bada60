import type { Beat } from '../../measure/types.ts';
import type { Streak } from './rhythm-streaks.ts';
import type { RrContext } from './rr-context.ts';

/** What is known of all beats of one QRS shape. */
export interface ShapeGroup {
  readonly beats: number;
  /** Share of all beats. */
  readonly share: number;
  /** Mean of `locallyEarly` over the group: about 0 for a regular rhythm, well below for premature beats. */
  readonly early: number;
  /** Mean QRS duration, s; NaN where none was measured. */
  readonly qrsS: number;
}

/** The groups of measure's beats by number. */
export function shapeGroups(beats: readonly Beat[], rr: readonly RrContext[]): ReadonlyMap<number, ShapeGroup> {
  const sums = new Map<number, { beats: number; early: number; qrs: number; measured: number }>();
  beats.forEach((beat, i) => {
    const sum = sums.get(beat.group) ?? { beats: 0, early: 0, qrs: 0, measured: 0 };
    sum.beats++;
    sum.early += (rr[i] as RrContext).locallyEarly;
    if (beat.qrsOnsetS !== null && beat.qrsOffsetS !== null) {
      sum.qrs += beat.qrsOffsetS - beat.qrsOnsetS;
      sum.measured++;
    }
    sums.set(beat.group, sum);
  });
  return new Map(
    [...sums].map(([group, sum]) => [
      group,
      {
        beats: sum.beats,
        share: sum.beats / beats.length,
        early: sum.early / sum.beats,
        qrsS: sum.measured > 0 ? sum.qrs / sum.measured : Number.NaN,
      },
    ]),
  );
}

const EARLY_GROUP = -0.12;
const NOT_BEFORE_PAUSE = 0.2;

/** The number of the shape that carries the patient's rhythm: the commonest one that does not come early. */
export function usualShape(groups: ReadonlyMap<number, ShapeGroup>): number {
  const ranked = [...groups].sort(([, a], [, b]) => b.beats - a.beats);
  const onTime = ranked.find(([, group]) => group.early > EARLY_GROUP);
  return (onTime ?? ranked[0])?.[0] ?? 0;
}

/** Which beats show the patient as usual: of the usual shape, not early, in no run of early beats, not before a pause. */
export function referenceBeats(
  beats: readonly Beat[],
  rr: readonly RrContext[],
  streaks: readonly Streak[],
  usual: number,
): boolean[] {
  const calm = beats.map((beat, i) => {
    const context = rr[i] as RrContext;
    const onTime = (streaks[i] as Streak).length === 0;
    return beat.group === usual && onTime && Math.abs(context.localPause) < NOT_BEFORE_PAUSE;
  });
  return calm.filter(Boolean).length >= 2 ? calm : beats.map((beat) => beat.group === usual);
}
