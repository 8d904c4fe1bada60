import type { EcgSpec } from '../types.ts';
import type { PlannedBeat, PlannedP, RhythmPlan } from './beat-plan.ts';
import { type Lobe, shifted } from './lobe.ts';
import type { Patient } from './patient.ts';
import { qtAt, repolarisationLobes } from './repolarisation.ts';

/** The lobes of one beat on the recording's clock, by wave. */
export interface BeatWaves {
  readonly beat: PlannedBeat;
  readonly p: readonly Lobe[];
  readonly qrs: readonly Lobe[];
  readonly t: readonly Lobe[];
}

function atrialLobes(patient: Patient, p: PlannedP, rrS: number): Lobe[] {
  // At fast rates the atria have less time, as the eye sees it: P is squeezed with the cycle.
  const squeeze = Math.min(1, 0.45 + 0.9 * rrS);
  return patient.atrium[p.origin].map((lobe) =>
    shifted({ ...lobe, peakS: lobe.peakS * squeeze, riseS: lobe.riseS * squeeze, fallS: lobe.fallS * squeeze }, p.atS),
  );
}

/** Lobes of every planned beat. QT follows the cycle before the beat, smoothed as the heart smooths it. */
export function wavesOfBeats(spec: EcgSpec, patient: Patient, plan: RhythmPlan): BeatWaves[] {
  const meanRrS = 60 / spec.rateBpm;
  return plan.beats.map((beat, index) => {
    const before = plan.beats[index - 1];
    const rrS = before === undefined ? meanRrS : 0.35 * (beat.qrsS - before.qrsS) + 0.65 * meanRrS;
    const shape = patient.ventricle[beat.shape];
    const narrow = Math.min(1, 0.55 + 0.75 * meanRrS);
    const squeezed = {
      ...shape,
      qrsS: shape.qrsS * narrow,
      qrs: shape.qrs.map((l) => ({ ...l, peakS: l.peakS * narrow, riseS: l.riseS * narrow, fallS: l.fallS * narrow })),
    };
    const widening = 0.6 * Math.max(0, shape.qrsS - 0.1);
    const t = repolarisationLobes(spec, patient.field, squeezed, qtAt(spec, rrS) + widening);
    return {
      beat,
      p: beat.p === null ? [] : atrialLobes(patient, beat.p, meanRrS),
      qrs: squeezed.qrs.map((lobe) => shifted(lobe, beat.qrsS)),
      t: t.map((lobe) => shifted(lobe, beat.qrsS)),
    };
  });
}

/** Lobes of P waves that no QRS follows. */
export function wavesOfBlockedP(spec: EcgSpec, patient: Patient, plan: RhythmPlan): Lobe[][] {
  return plan.blockedP.map((p) => atrialLobes(patient, p, 60 / spec.rateBpm));
}
