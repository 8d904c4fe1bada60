import type { LeadTrace, Waveform } from '../api/types.ts';

/** One lead's place on the sheet; lengths in millimetres. */
export interface PlacedLead {
  readonly trace: LeadTrace;
  readonly xMm: number;
  readonly baselineMm: number;
  readonly widthMm: number;
}

export interface Sheet {
  readonly leads: readonly PlacedLead[];
  readonly widthMm: number;
  readonly heightMm: number;
}

const COLUMNS = [
  ['I', 'II', 'III'],
  ['aVR', 'aVL', 'aVF'],
  ['V1', 'V2', 'V3'],
  ['V4', 'V5', 'V6'],
] as const;
const MARGIN_MM = 10;
const PULSE_MM = 8;

/**
 * Places the leads as on a 3×4 sheet with the long strips below. Leads that run the whole recording each get a row of
 * their own, since cutting them to a quarter would hide what was recorded.
 */
export function arrangeLeads(waveform: Waveform, mmPerS: number, rowMm: number): Sheet {
  const byName = new Map(waveform.leads.map((trace) => [trace.lead, trace]));
  const seconds = (trace: LeadTrace) => trace.mv.length / rateHz(trace, waveform);
  const short = waveform.leads.filter((trace) => seconds(trace) <= waveform.durationS / 2 + 0.01);
  const inColumns = short.length >= 9;
  const left = MARGIN_MM + PULSE_MM;
  const leads: PlacedLead[] = [];
  let rows = 0;
  if (inColumns) {
    const columnMm = (waveform.durationS / 4) * mmPerS;
    for (const [column, names] of COLUMNS.entries())
      for (const [row, name] of names.entries()) {
        const trace = byName.get(name);
        if (trace)
          leads.push({
            trace,
            xMm: left + column * columnMm,
            baselineMm: MARGIN_MM + (row + 0.5) * rowMm,
            widthMm: columnMm,
          });
      }
    rows = 3;
  }
  const full = [...(inColumns ? [] : waveform.leads), ...waveform.rhythm];
  for (const trace of full) {
    leads.push({
      trace,
      xMm: left + trace.startS * mmPerS,
      baselineMm: MARGIN_MM + (rows + 0.5) * rowMm,
      widthMm: seconds(trace) * mmPerS,
    });
    rows += 1;
  }
  return { leads, widthMm: left + waveform.durationS * mmPerS + MARGIN_MM, heightMm: rows * rowMm + 2 * MARGIN_MM };
}

/** Samples a second after the server's thinning: thinning keeps the length in seconds. */
export function rateHz(trace: LeadTrace, waveform: Waveform): number {
  return trace.mv.length > waveform.sampleRateHz * waveform.durationS * 1.5
    ? trace.mv.length / waveform.durationS
    : waveform.sampleRateHz;
}
