import type { Measured } from '../../measure/types.ts';
import type { FilteredLeads } from '../signal/network-window.ts';
import { beatRows } from './beat-windows.ts';
import { type Deviation, deviation } from './deviation.ts';
import { rhythmStreaks, type Streak, unsteadiness } from './rhythm-streaks.ts';
import { type RrContext, rrContexts } from './rr-context.ts';
import { inSteadyRun } from './run-steadiness.ts';
import { referenceBeats, type ShapeGroup, shapeGroups, usualShape } from './shape-groups.ts';
import { type UsualBeat, usualBeat } from './usual-beat.ts';

/** The usual beat is renewed this often, since electrodes and postures change it. */
const EPOCH_S = 60;

/** Everything that a beat is judged by: the patient's rhythm, shapes and usual beat, and how the beat differs. */
export interface PatientContext {
  readonly measured: Measured;
  readonly rr: readonly RrContext[];
  readonly streaks: readonly Streak[];
  /** Spread of the intervals on time around each beat, see rhythm-streaks.ts. */
  readonly unsteadiness: readonly number[];
  /** Whether the beat lies in a run of early beats that is steady in itself. */
  readonly steadyRun: readonly boolean[];
  readonly groups: ReadonlyMap<number, ShapeGroup>;
  readonly usualShape: number;
  readonly isReference: readonly boolean[];
  /** The usual beat of each beat's time. */
  readonly usual: readonly UsualBeat[];
  readonly deviations: readonly Deviation[];
  /** Share of reference beats with a P wave: near 0 in fibrillation. */
  readonly pShare: number;
}

/** Builds the context of a recording's beats. */
export function patientContext(leads: FilteredLeads, measured: Measured): PatientContext {
  const { beats } = measured;
  const rr = rrContexts(beats);
  const streaks = rhythmStreaks(beats);
  const groups = shapeGroups(beats, rr);
  const shape = usualShape(groups);
  const isReference = referenceBeats(beats, rr, streaks, shape);
  const references = beats.filter((_, i) => isReference[i]);
  const epochs = new Map<number, UsualBeat>();
  const usual = beats.map((beat) => {
    const epoch = Math.floor(beat.rPeakS / EPOCH_S);
    const known = epochs.get(epoch) ?? usualBeat(leads, references, (epoch + 0.5) * EPOCH_S);
    epochs.set(epoch, known);
    return known;
  });
  return {
    measured,
    rr,
    streaks,
    unsteadiness: unsteadiness(streaks),
    steadyRun: inSteadyRun(beats, streaks),
    groups,
    usualShape: shape,
    isReference,
    usual,
    deviations: beats.map((beat, i) => deviation(beatRows(leads, beat.rPeakS), usual[i] as UsualBeat)),
    pShare: references.filter((beat) => beat.pOnsetS !== null).length / Math.max(1, references.length),
  };
}
