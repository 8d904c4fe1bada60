import type { LeadSignals, Measured } from '../../measure/types.ts';
import { type FilteredLeads, filterLeads } from '../signal/network-window.ts';
import type { ClassifiedBeat } from '../types.ts';
import { type BeatModel, beatModel } from './beat-model.ts';
import { type BeatProbabilities, beatProbabilities, calibrated, canBePremature, decide } from './classifier.ts';
import { type Deviation, likeness } from './deviation.ts';
import { DISEASE_RULES } from './disease-rules.ts';
import { attentionOf, enhancementWeights } from './enhancement.ts';
import { beatFeatures } from './features.ts';
import { patientContext } from './patient-context.ts';
import { atPatientShare } from './patient-share.ts';
import { againstReference } from './reference-scale.ts';
import type { UsualBeat } from './usual-beat.ts';

/** Likenesses under each rule's weights in the model's order: all unlike, all residual, all gain. */
function enhancedFeatures(d: Deviation, weights: readonly Float32Array[]): number[] {
  const likenesses = weights.map((row) => likeness(d, row));
  return [
    ...likenesses.map((like) => like.unlike),
    ...likenesses.map((like) => like.residual),
    ...likenesses.map((like) => like.gain),
  ];
}

/**
 * Classifies every beat that *measure* found, N, S or V, with the probability that it is a premature
 * supraventricular beat and the weight each wave had in that (1 is neutral). Q where no lead shows the beat in a way
 * that can be compared. Fusion beats (F) are not told apart. Works on one lead or twelve, ten seconds or an hour; a
 * beat is judged against the patient's other beats, so few beats say little. `leads` may be handed over where the
 * caller has filtered the signals already.
 */
export function classifyBeats(
  signals: LeadSignals,
  measured: Measured,
  model: BeatModel = beatModel(),
  leads: FilteredLeads = filterLeads(signals),
): ClassifiedBeat[] {
  if (measured.beats.length === 0) return [];
  const context = patientContext(leads, measured);
  const weights = context.deviations.map((d, i) =>
    enhancementWeights(model, d, (context.usual[i] as UsualBeat).places),
  );
  const enhanced = context.deviations.map((d, i) => enhancedFeatures(d, weights[i] as Float32Array[]));
  againstReference(enhanced, context.isReference);
  const features = beatFeatures(context);
  const alone = features.map((own, i) => {
    const row = new Float32Array(own.length + 3 * DISEASE_RULES.length);
    row.set(own);
    row.set(enhanced[i] as number[], own.length);
    return beatProbabilities(model, row);
  });
  const probabilities = atPatientShare(alone, features.map(canBePremature), model.patientShare);
  return measured.beats.map((beat, i) => {
    const p = probabilities[i] as BeatProbabilities;
    return {
      timeS: beat.rPeakS,
      class: (context.deviations[i] as Deviation).leads === 0 ? 'Q' : decide(model, p),
      apcProbability: calibrated(model, p),
      attention: attentionOf(weights[i] as Float32Array[], (context.usual[i] as UsualBeat).places),
    };
  });
}
