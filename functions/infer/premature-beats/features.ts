import type { Beat } from '../../measure/types.ts';
import { CENTRE, RATE_HZ, WINDOW } from './beat-windows.ts';
import { type Deviation, likeness } from './deviation.ts';
import type { PatientContext } from './patient-context.ts';
import { againstReference } from './reference-scale.ts';
import type { Streak } from './rhythm-streaks.ts';
import type { RrContext } from './rr-context.ts';
import type { ShapeGroup } from './shape-groups.ts';
import type { UsualBeat } from './usual-beat.ts';

const EVEN = new Float32Array(WINDOW).fill(1);
/** An interval counts as early from this logarithm on. */
const EARLY = 0.1;
/** Beyond these a beat is simply early, simply very early. */
const SLIGHT = 0.12;
const FAR = 0.6;
/** Added to the rhythm's own spread before earliness is put against it. */
const SPREAD_FLOOR = 0.04;
const FIBRILLATION_FROM = 0.045;
const FIBRILLATION_WIDTH = 0.03;
const LONGEST_PR_SHIFT_S = 0.1;

/** How a beat's shape differs, one value a wave; each is put against the patient's own reference beats. */
export const SHAPE_FEATURES = [
  ...['qrsUnlike', 'qrsResidual', 'qrsGain', 'pUnlike', 'pResidual', 'pGain'],
  ...['tUnlike', 'tResidual', 'tGain', 'lastTUnlike', 'lastTResidual'],
] as const;

/** Gains keep their sign; the other differences only count upwards. */
const SIGNED = new Set(SHAPE_FEATURES.flatMap((name, k) => (name.endsWith('Gain') ? [k] : [])));

const RHYTHM_FEATURES = [
  ...['early', 'onset', 'runLength', 'slightlyEarly', 'slightOnset', 'earlyInSpreads', 'onsetInSpreads'],
  ...['fewSpreadsEarly', 'fewSpreadsOnset', 'narrowEarly', 'narrowOnset', 'narrowSlightlyEarly', 'narrowSlightOnset'],
  ...['nextEarly', 'lastEarly', 'irregularity', 'localPause', 'veryEarly'],
] as const;

const GROUP_FEATURES = [
  ...['qrsWider', 'usualShape', 'shapeShare', 'shapeWider', 'lastOfShape', 'nextOfShape', 'prShift'],
] as const;

const PRODUCT_FEATURES = [
  ...['pUnlikeAndEarly', 'pResidualAndEarly', 'usualShapeAndEarly', 'qrsUnlikeAndEarly', 'qrsResidualAndEarly'],
  ...['lastTAndEarly', 'cannotBePremature'],
] as const;

const FEW_SPREADS = RHYTHM_FEATURES.indexOf('fewSpreadsEarly');

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

/** How early, as a slope that ends: beyond `end` a beat is simply early. */
function slope(early: number, end: number): number {
  return Math.min(end, Math.max(0, -early - EARLY));
}

/** How early the beat and its run are; `narrow` is 1 for the usual QRS shape and falls with the difference. */
function rhythmFeatures(context: PatientContext, i: number, narrow: number): number[] {
  const rr = context.rr[i] as RrContext;
  const streak = context.streaks[i] as Streak;
  const spread = SPREAD_FLOOR + (context.unsteadiness[i] as number);
  const [early, onset] = [slope(streak.early, FAR), slope(streak.onset, FAR)];
  const [slightlyEarly, slightOnset] = [slope(streak.early, SLIGHT), slope(streak.onset, SLIGHT)];
  const [earlySpreads, onsetSpreads] = [Math.min(6, early / spread), Math.min(6, onset / spread)];
  return [
    ...[early, onset, Math.log1p(streak.length), slightlyEarly, slightOnset, earlySpreads, onsetSpreads],
    ...[Math.min(2, earlySpreads), Math.min(2, onsetSpreads)],
    ...[narrow * Math.min(3, earlySpreads), narrow * Math.min(3, onsetSpreads)],
    ...[narrow * slightlyEarly, narrow * slightOnset],
    ...[slope(context.streaks[i + 1]?.early ?? 0, FAR), slope(context.streaks[i - 1]?.early ?? 0, FAR)],
    ...[Math.min(0.4, rr.irregularity), Math.max(-0.4, Math.min(0.6, rr.localPause))],
    Math.max(0, -rr.locallyEarly - 0.4),
  ];
}

/** A wave's difference counts by its logarithm, and only when it is more than the patient's own reference beats differ. */
function notable(value: number): number {
  return Math.log1p(Math.max(0, value));
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
    const usual = context.usual[i] as UsualBeat;
    const group = context.groups.get(beat.group) as ShapeGroup;
    const shape = (shapes[i] as number[]).map((value, k) => (SIGNED.has(k) ? value : notable(value)));
    const [qrsUnlike = 0, qrsResidual = 0, , pUnlike = 0, pResidual = 0] = shape;
    const width = known((beat.qrsOffsetS ?? Number.NaN) - (beat.qrsOnsetS ?? Number.NaN), usualWidth);
    const usualShape = beat.group === context.usualShape ? 1 : 0;
    const slight = slope((context.streaks[i] as Streak).early, SLIGHT);
    const rhythm = rhythmFeatures(context, i, Math.exp(-qrsUnlike));
    const spreads = rhythm[FEW_SPREADS] as number;
    return Float32Array.from([
      ...shape,
      ...rhythm,
      ...[Math.log(width / usualWidth), usualShape, Math.log(group.share)],
      Math.log(known(group.qrsS, usualWidth) / usualWidth),
      ...[beats[i - 1]?.group === beat.group ? 1 : 0, beats[i + 1]?.group === beat.group ? 1 : 0],
      ...[prShiftS(beat, usual) * 10, pUnlike * spreads, pResidual * spreads, usualShape * spreads],
      ...[qrsUnlike * slight, qrsResidual * slight, (shape[10] as number) * slight],
      cannotBePremature(context.streaks[i] as Streak, context.steadyRun[i] ? 0 : (context.unsteadiness[i] as number)),
    ]);
  });
}

/**
 * Why the beat cannot be a premature atrial one, 0…1: by definition such a beat is early, and in fibrillation, where
 * the beats between the early ones are unsteady themselves, there is none; a run that is steady is no fibrillation.
 */
function cannotBePremature(streak: Streak, unsteady: number): number {
  if (streak.length === 0) return 1;
  return Math.max(0, Math.min(1, (unsteady - FIBRILLATION_FROM) / FIBRILLATION_WIDTH));
}
