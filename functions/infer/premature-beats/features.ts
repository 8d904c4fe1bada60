import type { Beat } from '../../measure/types.ts';
import { CENTRE, WINDOW } from './beat-windows.ts';
import { type Deviation, likeness } from './deviation.ts';
import type { PatientContext } from './patient-context.ts';
import type { RrContext } from './rr-context.ts';
import type { ShapeGroup } from './shape-groups.ts';
import type { UsualBeat } from './usual-beat.ts';

const EVEN = new Float32Array(WINDOW).fill(1);
/** An interval counts as early from this logarithm on. */
const EARLY = 0.08;
const LONGEST_RUN = 5;

/** Names of the features, in order; the model file lists the same and is refused otherwise. */
export const FEATURES = [
  ...['early', 'locallyEarly', 'pause', 'localPause', 'step', 'turn', 'compensation', 'irregularity', 'rank'],
  ...['prematurity', 'patientPrematurity', 'nextPrematurity', 'earlyAndIrregular', 'calmlyEarly'],
  ...['qrsUnlike', 'qrsResidual', 'qrsGain', 'qrsWidth', 'qrsWider'],
  ...['usualShape', 'shapeShare', 'shapeEarly', 'shapeLikeLast', 'shapeLikeNext', 'shapeWider'],
  ...['pUnlike', 'pResidual', 'pGain', 'hasP', 'patientHasP', 'prShift', 'pUnlikeAndEarly', 'noPAndEarly'],
  ...['tUnlike', 'tResidual', 'tGain', 'lastTUnlike', 'lastTResidual', 'qrsUnlikeAndEarly', 'short'],
] as const;

/** Duration of the QRS complex, s; NaN where it was not measured. */
function qrsS(beat: Beat): number {
  return (beat.qrsOffsetS ?? Number.NaN) - (beat.qrsOnsetS ?? Number.NaN);
}

/** The value, or `otherwise` when it is missing. */
function known(value: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : value;
}

/** Shift of the beat's PR interval against the patient's own, s, at most 0.1 either way. */
function prShiftS(beat: Beat, usual: UsualBeat): number {
  if (beat.pOnsetS === null || !usual.places.hasP) return 0;
  const usualLead = (CENTRE - usual.places.p[0]) / 100;
  return Math.max(-0.1, Math.min(0.1, beat.rPeakS - beat.pOnsetS - usualLead));
}

function rrFeatures(rr: RrContext, next: RrContext | undefined): number[] {
  const prematurity = Math.max(0, -rr.locallyEarly - EARLY);
  const patientPrematurity = Math.max(0, -rr.early - EARLY);
  const calm = Math.exp(-10 * rr.irregularity);
  return [
    ...[rr.early, rr.locallyEarly, rr.pause, rr.localPause, rr.step, rr.turn, rr.compensation],
    ...[rr.irregularity, rr.rank, prematurity, patientPrematurity],
    ...[Math.max(0, -(next?.locallyEarly ?? 0) - EARLY), prematurity * rr.irregularity * 5, prematurity * calm],
  ];
}

/**
 * The features of every beat, one row a beat, in the order of FEATURES. All are relative to the patient: intervals to
 * his means, shapes to his usual beat. The QRS region is ±20 ms wider than the usual complex.
 */
export function beatFeatures(context: PatientContext): Float32Array[] {
  const { beats } = context.measured;
  const usualWidth = known(context.groups.get(context.usualShape)?.qrsS ?? Number.NaN, 0.09);
  return beats.map((beat, i) => {
    const rr = context.rr[i] as RrContext;
    const usual = context.usual[i] as UsualBeat;
    const group = context.groups.get(beat.group) as ShapeGroup;
    const own = context.deviations[i] as Deviation;
    const before = context.deviations[i - 1] ?? own;
    const { p, qrs, t } = usual.places;
    const pLike = likeness(own, EVEN, p[0] - 1, p[1] + 1);
    const qrsLike = likeness(own, EVEN, qrs[0] - 2, qrs[1] + 2);
    const tLike = likeness(own, EVEN, t[0], t[1]);
    const lastT = likeness(before, EVEN, t[0], t[1] + 4);
    const width = known(qrsS(beat), usualWidth);
    const prematurity = Math.max(0, -rr.locallyEarly - EARLY);
    const patientHasP = usual.places.hasP ? 1 : 0;
    const hasP = beat.pOnsetS === null ? 0 : 1;
    return Float32Array.from([
      ...rrFeatures(rr, context.rr[i + 1]),
      ...[qrsLike.unlike, qrsLike.residual, qrsLike.gain, width * 10, Math.log(width / usualWidth)],
      ...[beat.group === context.usualShape ? 1 : 0, Math.log(group.share), group.early],
      ...[beats[i - 1]?.group === beat.group ? 1 : 0, beats[i + 1]?.group === beat.group ? 1 : 0],
      Math.log(known(group.qrsS, usualWidth) / usualWidth),
      ...[pLike.unlike * patientHasP, pLike.residual, pLike.gain, hasP, patientHasP, prShiftS(beat, usual) * 10],
      ...[pLike.unlike * prematurity * patientHasP, (1 - hasP) * patientHasP * prematurity],
      ...[tLike.unlike, tLike.residual, tLike.gain, lastT.unlike, lastT.residual],
      qrsLike.unlike * prematurity,
      Math.min(1, LONGEST_RUN / beats.length),
    ]);
  });
}
