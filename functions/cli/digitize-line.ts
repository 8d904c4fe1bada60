import { z } from 'zod';
import { LEADS, perLead } from '../leads.ts';
import { pageSignals } from '../measure/page-signals.ts';
import { fail, ok, type Result } from '../problems.ts';
import type { SignalFile } from './signal-file.ts';

const Samples = z.array(z.number().nullable()).max(1_000_000);
const LeadLine = z.object({ startS: z.number().min(0).max(3600), mv: Samples });
const Line = z.object({
  ok: z.literal(true),
  sampleRateHz: z.literal(500),
  leads: z.partialRecord(z.enum(LEADS), LeadLine.nullable()),
  rhythm: z.array(LeadLine.extend({ lead: z.enum(LEADS) })).default([]),
  quality: z.object({ score: z.number() }).optional(),
});

/** The signals of the first answered line of `ecgraph digitize --jsonl`; SIGNAL_UNREADABLE when there is none. */
export function signalsFromDigitizeLine(text: string): Result<SignalFile> {
  for (const line of text.split('\n')) {
    const parsed = Line.safeParse(jsonOf(line));
    if (!parsed.success) continue;
    const { leads, rhythm, quality } = parsed.data;
    const signals = pageSignals({
      sampleRateHz: 500,
      leads: perLead((lead) => {
        const found = leads[lead];
        return found ? { startS: found.startS, mv: toSamples(found.mv) } : null;
      }),
      rhythm: rhythm.map((strip) => ({ lead: strip.lead, startS: strip.startS, mv: toSamples(strip.mv) })),
    });
    return ok({ signals, ageYears: null, sex: null, quality: quality?.score ?? 1 });
  }
  return fail('SIGNAL_UNREADABLE', 'It holds no answered line of `ecgraph digitize --jsonl`.');
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not a JSON line: the next one may be.
    return null;
  }
}

function toSamples(values: readonly (number | null)[]): Float32Array {
  return Float32Array.from(values, (value) => value ?? Number.NaN);
}
