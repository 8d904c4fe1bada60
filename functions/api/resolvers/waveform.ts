import type { StoredTrace } from '../../record/waveform-samples.ts';
import type { WaveformResolvers } from '../generated/resolvers.ts';
import type { LeadTraceView, WaveformRow } from '../views.ts';

function viewOf(trace: StoredTrace, row: WaveformRow): LeadTraceView {
  const quality = row.leadQuality as Readonly<Record<string, number>> | null;
  return { ...trace, durationS: trace.mv.length / row.sampleRateHz, quality: quality?.[trace.lead] ?? null };
}

export const waveform: WaveformResolvers = {
  leads: async (row, { names }, { loaders }) => {
    const { leads } = await loaders.samples.load(row);
    return leads.filter((trace) => !names || names.includes(trace.lead)).map((trace) => viewOf(trace, row));
  },
  rhythm: async (row, _args, { loaders }) => {
    const { rhythm } = await loaders.samples.load(row);
    return rhythm.map((trace) => viewOf(trace, row));
  },
};
