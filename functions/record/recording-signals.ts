import type { SignalRecording } from '../ingest/types.ts';
import { perLead } from '../leads.ts';
import type { LeadSignals } from '../measure/types.ts';

/** A recording as twelve rows of equal length, NaN where it has no such lead or the lead ends early. */
export function recordingSignals(recording: SignalRecording): LeadSignals {
  const length = Math.max(0, ...Object.values(recording.leads).map((samples) => samples.length));
  return {
    sampleRateHz: recording.sampleRateHz,
    leads: perLead((lead) => {
      const row = new Float32Array(length).fill(Number.NaN);
      row.set(recording.leads[lead] ?? []);
      return row;
    }),
  };
}
