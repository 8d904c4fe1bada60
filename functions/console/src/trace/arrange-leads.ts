import { LEADS } from '../../../leads.ts';
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

const MARGIN_MM = 10;
const PULSE_MM = 8;
/** A lead that stands alone goes on from row to row after so many seconds. */
const ROW_S = 10;
/** Leads whose begins differ by less stand in one column. */
const TOGETHER_S = 0.25;
/** So many short leads make a sheet of columns. */
const LEAST_IN_COLUMNS = 9;

/**
 * Places the leads in columns as they were recorded one after another (3×4, 6×2, 2×6), each where its time is, with the long strips below. Leads that run
 * the whole recording, or beyond the begin of the next column, each get a row of their own; one alone that is long goes on from row to row.
 */
export function arrangeLeads(waveform: Waveform, mmPerS: number, rowMm: number): Sheet {
  const left = MARGIN_MM + PULSE_MM;
  const placed = (trace: LeadTrace, row: number, rowFromS = 0): PlacedLead => ({
    trace,
    xMm: left + (trace.startS - rowFromS) * mmPerS,
    baselineMm: MARGIN_MM + (row + 0.5) * rowMm,
    widthMm: trace.durationS * mmPerS,
  });
  const [only, ...others] = [...waveform.leads, ...waveform.rhythm];
  if (only !== undefined && others.length === 0 && only.durationS > ROW_S) {
    const leads = inRows(only).map((part, row) => placed(part, row, part.startS));
    return { leads, widthMm: left + ROW_S * mmPerS + MARGIN_MM, heightMm: leads.length * rowMm + 2 * MARGIN_MM };
  }
  const columns = columnsOf(waveform);
  const inColumns = columns.flat();
  const rows = Math.max(0, ...columns.map((column) => column.length));
  const alone = [...waveform.leads.filter((trace) => !inColumns.includes(trace)), ...waveform.rhythm];
  const leads = [
    ...columns.flatMap((column) => column.map((trace, row) => placed(trace, row))),
    ...alone.map((trace, k) => placed(trace, rows + k)),
  ];
  return {
    leads,
    widthMm: left + waveform.durationS * mmPerS + MARGIN_MM,
    heightMm: (rows + alone.length) * rowMm + 2 * MARGIN_MM,
  };
}

/** Short leads by when they begin; empty where they are few or would run into one another. */
function columnsOf(waveform: Waveform): LeadTrace[][] {
  const short = waveform.leads
    .filter((trace) => trace.durationS <= waveform.durationS / 2 + TOGETHER_S)
    .sort((a, b) => a.startS - b.startS);
  if (short.length < LEAST_IN_COLUMNS) return [];
  const columns: LeadTrace[][] = [];
  for (const trace of short) {
    const last = columns.at(-1);
    if (last?.[0] !== undefined && trace.startS - last[0].startS < TOGETHER_S) last.push(trace);
    else columns.push([trace]);
  }
  const runsInto = columns.some((column, k) => {
    const next = columns[k + 1]?.[0]?.startS ?? Number.POSITIVE_INFINITY;
    return column.some((trace) => trace.startS + trace.durationS > next + TOGETHER_S);
  });
  const order: readonly string[] = LEADS;
  return runsInto ? [] : columns.map((column) => column.sort((a, b) => order.indexOf(a.lead) - order.indexOf(b.lead)));
}

/** A long lead in parts of a row each. */
function inRows(trace: LeadTrace): LeadTrace[] {
  const rows = Math.ceil(trace.durationS / ROW_S);
  return Array.from({ length: rows }, (_, row) => {
    const from = Math.round(row * ROW_S * rateHz(trace));
    const mv = trace.mv.slice(from, Math.round((row + 1) * ROW_S * rateHz(trace)));
    return { ...trace, startS: trace.startS + row * ROW_S, durationS: mv.length / rateHz(trace), mv };
  });
}

/** Samples a second as the server thinned them. */
export function rateHz({ mv, durationS }: LeadTrace): number {
  return mv.length / durationS;
}
