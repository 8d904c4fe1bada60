import type { SignalRecording } from '../ingest/types.ts';
import { type Lead, parseLead, perLead } from '../leads.ts';
import type { LeadSignals } from '../measure/types.ts';
import { fail, ok, type Result } from '../problems.ts';

/** Recordings for which the models and rules were made. */
const SHORTEST_S = 2.5;

/**
 * The recording as twelve rows of equal length, NaN where it has no such lead. Modified leads stand in for the lead
 * that they imitate (MLII for II, MV5 for V5); a channel without a name for a lead that is still free (II, then V1).
 */
export function twelveRows(recording: SignalRecording): Result<LeadSignals> {
  const leads: Partial<Record<Lead, Float32Array>> = { ...recording.leads };
  const unnamed: Float32Array[] = [];
  for (const [name, samples] of Object.entries(recording.others)) {
    const imitated = parseLead(name.replace(/^(mod(ified)?[ .]*|m(?=l|v|c))/i, '').replace(/^L(?=I)|^C(?=L?\d)/i, ''));
    if (imitated !== null && leads[imitated] === undefined) leads[imitated] = samples;
    else if (/^(ecg|ekg|signal)/i.test(name)) unnamed.push(samples);
  }
  for (const samples of unnamed) {
    const free = (['II', 'V1', 'V5', 'I'] as const).find((lead) => leads[lead] === undefined);
    if (free !== undefined) leads[free] = samples;
  }
  const length = Math.max(0, ...Object.values(leads).map((samples) => samples.length));
  if (length === 0) return fail('SIGNAL_EMPTY');
  if (length < SHORTEST_S * recording.sampleRateHz) return fail('SIGNAL_TOO_SHORT');
  return ok({
    sampleRateHz: recording.sampleRateHz,
    leads: perLead((lead) => {
      const row = new Float32Array(length).fill(Number.NaN);
      row.set(leads[lead] ?? new Float32Array(0));
      return row;
    }),
  });
}
