import { LEADS, type Lead } from '../leads.ts';
import type { Beat } from '../measure/types.ts';
import type { Inferred } from './types.ts';

const MOST_PARTS = 2;
const MOST_LEADS = 4;
/** How close to the highest a lead's mean must come to be named. */
const NEAR = 0.8;

/** Parts of a beat with their borders on the recording's clock; null where the beat lacks them. */
const PARTS: readonly {
  readonly name: string;
  readonly of: (beat: Beat) => readonly [number | null, number | null];
}[] = [
  { name: 'the P wave', of: (beat) => [beat.pOnsetS, beat.pOffsetS] },
  { name: 'the QRS complex', of: (beat) => [beat.qrsOnsetS, beat.qrsOffsetS] },
  { name: 'ST segment and T wave', of: (beat) => [beat.qrsOffsetS, beat.tOffsetS] },
];

/**
 * Where the trace differs most from a normal one, in words: the parts of the beat with the highest mean of the
 * anomaly map and the leads where they are so. Undefined where no part reaches half of the span threshold.
 */
export function explain(
  localization: Inferred['localization'],
  beats: readonly Beat[],
  spanThreshold: number,
): string | undefined {
  const places = PARTS.map(({ name, of }) => {
    const byLead = LEADS.map((lead) => ({ lead, mean: meanOver(localization, lead, beats, of) }));
    const highest = Math.max(...byLead.map(({ mean }) => mean));
    const leads = byLead.filter(({ mean }) => mean >= NEAR * highest).sort((a, b) => b.mean - a.mean);
    return { name, highest, leads: leads.slice(0, MOST_LEADS).map(({ lead }) => lead) };
  });
  const told = places
    .filter(({ highest }) => highest >= spanThreshold / 2)
    .sort((a, b) => b.highest - a.highest)
    .slice(0, MOST_PARTS)
    .map(({ name, leads }) => `${name} in ${leads.join(', ')}`);
  return told.length === 0 ? undefined : `Differs most from a normal ECG: ${told.join('; ')}.`;
}

function meanOver(
  { leads, sampleRateHz }: Inferred['localization'],
  lead: Lead,
  beats: readonly Beat[],
  borders: (beat: Beat) => readonly [number | null, number | null],
): number {
  let sum = 0;
  let count = 0;
  for (const beat of beats) {
    const [from, to] = borders(beat);
    if (from === null || to === null) continue;
    for (const value of leads[lead].subarray(Math.round(from * sampleRateHz), Math.round(to * sampleRateHz))) {
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}
