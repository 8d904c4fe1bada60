import type { LeadSignals, Measured } from '../measure/types.ts';
import { type BeatModel, beatModel } from './premature-beats/beat-model.ts';
import { classifyBeats } from './premature-beats/step.ts';
import type { ClassifiedBeat } from './types.ts';

/** The beats with their classes and the version of the model that classed them; null where that model cannot be used. */
export function beatsOf(
  signals: LeadSignals,
  measured: Measured,
): { readonly beats: ClassifiedBeat[]; readonly version: string } | null {
  const model = usableModel();
  return model === null ? null : { beats: classifyBeats(signals, measured, model), version: model.version };
}

/** A beat model that does not load must not cost the patient the other findings: its absence is said instead. */
function usableModel(): BeatModel | null {
  try {
    return beatModel();
  } catch {
    return null;
  }
}
