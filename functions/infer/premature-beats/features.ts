import type { Beat } from '../../measure/types.ts';
import { CENTRE, RATE_HZ, WINDOW } from './beat-windows.ts';
import { type Deviation, likeness } from './deviation.ts';
import type { PatientContext } from './patient-context.ts';
import { againstReference } from './reference-scale.ts';
import type { RrContext } from './rr-context.ts';
import type { ShapeGroup } from './shape-groups.ts';
import type { UsualBeat } from './usual-beat.ts';

const EVEN = new Float32Array(WINDOW).fill(1);
/** An interval counts as early from this logarithm on. */
const EARLY = 0.08;
const LONGEST_PR_SHIFT_S = 0.1;

/** How a beat's shape differs, one value a wave; each is put against the patient's own reference beats. */
export const SHAPE_FEATURES = [
  ...['qrsUnlike', 'qrsResidual', 'qrsGain', 'pUnlike', 'pResidual', 'pGain'],
  ...['tUnlike', 'tResidual', 'tGain', 'lastTUnlike', 'lastTResidual'],
] as const;

const RHYTHM_FEATURES = [
  ...['early', 'locallyEarly', 'runEarly', 'lastRunEarly', 'nextRunEarly', 'pause', 'localPause', 'step', 'turn'],
  ...['compensation', 'irregularity', 'rank', 'prematurity', 'runPrematurity', 'nextPrematurity', 'calmlyEarly'],
] as const;

const GROUP_FEATURES = [
  ...['qrsWidth', 'qrsWider', 'usualShape', 'shapeShare', 'shapeEarly', 'shapeWider', 'lastOfShape', 'nextOfShape'],
  ...['hasP', 'patientHasP', 'pShare', 'prShift'],
] as const;

const PRODUCT_FEATURES = [
  ...['pUnlikeAndEarly', 'pResidualAndEarly', 'noPAndEarly', 'qrsUnlikeAndEarly', 'qrsResidualAndEarly'],
  ...['fibrillation', 'earlyInFibrillation', 'sameShapeAndEarly', 'lastTAndEarly', 'wideAndUnlike'],
] as const;

/** Names of the features, in order; the model file lists the same and is refused otherwise. */
export const FEATURES: readonly string[] = [
  ...SHAPE_FEATURES,
  ...RHYTHM_FEATURES,
  ...GROUP_FEATURES,
  ...PRODUCT_FEATURES,
];

function known(value: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : value;
}

/** Shift of the beat's PR interval against the patient's own, s, at most 0.1 either way; 0 without P. */
function prShiftS(beat: Beat, usual: UsualBeat): number {
  if (beat.pOnsetS === null || !usual.places.hasP) return 0;
  const shift = beat.rPeakS - beat.pOnsetS - (CENTRE - usual.places.p[0]) / RATE_HZ;
  return Math.max(-LONGEST_PR_SHIFT_S, Math.min(LONGEST_PR_SHIFT_S, shift));
}

/** Each wave's likeness to the usual beat; the QRS region is 20 ms wider on either side than the usual complex. */
function shapeFeatures(own: Deviation, before: Deviation, usual: UsualBeat): number[] {
  const { p, qrs, t } = usual.places;
  const pLike = likeness(own, EVEN, p[0] - 1, p[1] + 1);
  const qrsLike = likeness(own, EVEN, qrs[0] - 2, qrs[1] + 2);
  const tLike = likeness(own, EVEN, t[0], t[1]);
  const lastT = likeness(before, EVEN, t[0], t[1] + 4);
  return [
    ...[qrsLike.unlike, qrsLike.residual, qrsLike.gain, pLike.unlike, pLike.residual, pLike.gain],
    ...[tLike.unlike, tLike.residual, tLike.gain, lastT.unlike, lastT.residual],
  ];
}

function rhythmFeatures(rr: RrContext, last: RrContext, next: RrContext): number[] {
  const prematurity = Math.max(0, -rr.locallyEarly - EARLY);
  return [
    ...[rr.early, rr.locallyEarly, rr.runEarly, last.runEarly, next.runEarly, rr.pause, rr.localPause, rr.step],
    ...[rr.turn, rr.compensation, rr.irregularity, rr.rank, prematurity, Math.max(0, -rr.runEarly - EARLY)],
    ...[Math.max(0, -next.locallyEarly - EARLY), prematurity * Math.exp(-10 * rr.irregularity)],
  ];
}

/**
 * The features of every beat, one row a beat, in the order of FEATURES. All are relative to the patient: intervals to
 * his means, shapes to his usual beat and to how much his reference beats differ from it.
 */
export function beatFeatures(context: PatientContext): Float32Array[] {
  const { beats } = context.measured;
  const usualWidth = known(context.groups.get(context.usualShape)?.qrsS ?? Number.NaN, 0.09);
  const shapes = beats.map((_, i) => {
    const own = context.deviations[i] as Deviation;
    return shapeFeatures(own, context.deviations[i - 1] ?? own, context.usual[i] as UsualBeat);
  });
  againstReference(shapes, context.isReference);
  return beats.map((beat, i) => {
    const rr = context.rr[i] as RrContext;
    const usual = context.usual[i] as UsualBeat;
    const group = context.groups.get(beat.group) as ShapeGroup;
    const shape = shapes[i] as number[];
    const [qrsUnlike = 0, qrsResidual = 0, , pUnlike = 0, pResidual = 0] = shape;
    const width = known((beat.qrsOffsetS ?? Number.NaN) - (beat.qrsOnsetS ?? Number.NaN), usualWidth);
    const wider = Math.log(width / usualWidth);
    const early = Math.max(0, -rr.locallyEarly - EARLY) + Math.max(0, -rr.runEarly - EARLY);
    const hasP = beat.pOnsetS === null ? 0 : 1;
    const patientHasP = usual.places.hasP ? 1 : 0;
    const usualShape = beat.group === context.usualShape ? 1 : 0;
    const fibrillation = Math.min(1, 4 * rr.irregularity) * (1 - context.pShare);
    return Float32Array.from([
      ...shape,
      ...rhythmFeatures(rr, context.rr[i - 1] ?? rr, context.rr[i + 1] ?? rr),
      ...[width * 10, wider, usualShape, Math.log(group.share), group.early],
      Math.log(known(group.qrsS, usualWidth) / usualWidth),
      ...[beats[i - 1]?.group === beat.group ? 1 : 0, beats[i + 1]?.group === beat.group ? 1 : 0],
      ...[hasP, patientHasP, context.pShare, prShiftS(beat, usual) * 10],
      ...[pUnlike * early * patientHasP, pResidual * early * patientHasP, (1 - hasP) * patientHasP * early],
      ...[qrsUnlike * early, qrsResidual * early, fibrillation, early * fibrillation, usualShape * early],
      ...[(shape[9] as number) * early, wider * Math.min(5, qrsUnlike)],
    ]);
  });
}
