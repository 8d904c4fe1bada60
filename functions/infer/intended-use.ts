import type { Diagnosis } from './types.ts';

const ADULT_YEARS = 18;
const FEWEST_LEADS = 6;
const POOREST_QUALITY = 0.5;
const SHORTEST_RHYTHM_S = 5;

/** What decides whether the models were made for a recording. */
export interface UseFacts {
  readonly ageYears: number | null;
  readonly heldLeads: number;
  /** Seconds in which any lead holds samples. */
  readonly heldS: number;
  /** Of the digitizer, 0…1. */
  readonly quality: number | undefined;
  /** Whether *measure* saw pacing spikes with the beats. */
  readonly pacingSpikes: boolean;
  readonly beatsClassified: boolean;
  readonly diagnoses: readonly Diagnosis[];
}

/** A sentence for each reason why the result is outside what the models were made for; none where it is inside. */
export function outsideIntendedUse(facts: UseFacts): string[] {
  const reasons: string[] = [];
  if (facts.ageYears !== null && facts.ageYears < ADULT_YEARS) {
    reasons.push('The person is under 18; the models were trained on adults.');
  }
  if (facts.pacingSpikes || facts.diagnoses.some(({ code, positive }) => code === 'PACE' && positive)) {
    reasons.push('The rhythm is probably paced; findings other than pacing are not reliable.');
  }
  if (facts.heldLeads < FEWEST_LEADS) {
    reasons.push(`Only ${facts.heldLeads} of the 12 leads hold a signal.`);
  }
  if (facts.heldS < SHORTEST_RHYTHM_S) {
    reasons.push(`The recording holds ${facts.heldS.toFixed(1)} s; rhythm findings need at least 5 s.`);
  }
  if (facts.quality !== undefined && facts.quality < POOREST_QUALITY) {
    reasons.push('The waveform was read from the page with poor quality.');
  }
  if (!facts.beatsClassified) {
    reasons.push('Single beats were not classified: their model could not be used.');
  }
  return reasons;
}
