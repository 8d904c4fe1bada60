import type { Digitized, DigitizedLead } from '../digitize/types.ts';
import { LEADS, perLead } from '../leads.ts';
import type { LeadSignals } from './types.ts';

/** Shortest clock of a page; a longer strip makes it longer. */
const PAGE_S = 10;

/**
 * The leads of a page on one clock at 500 Hz: every lead at its own place, missing samples NaN. A rhythm strip fills
 * what its lead's short block leaves open; where both have a sample, the block's stays.
 */
export function pageSignals(digitized: Pick<Digitized, 'sampleRateHz' | 'leads' | 'rhythm'>): LeadSignals {
  const rate = digitized.sampleRateHz;
  const blocks = LEADS.flatMap((lead) => digitized.leads[lead] ?? []);
  const length = Math.max(PAGE_S * rate, ...[...blocks, ...digitized.rhythm].map((block) => endOf(block, rate)));
  const leads = perLead((lead) => {
    const row = new Float32Array(length).fill(Number.NaN);
    for (const strip of digitized.rhythm) if (strip.lead === lead) place(strip, row, rate);
    const block = digitized.leads[lead];
    if (block !== null) place(block, row, rate);
    return row;
  });
  return { sampleRateHz: rate, leads };
}

function endOf(block: DigitizedLead, rate: number): number {
  return Math.round(block.startS * rate) + block.mv.length;
}

function place(block: DigitizedLead, row: Float32Array, rate: number): void {
  const start = Math.round(block.startS * rate);
  for (let i = Math.max(0, -start); i < block.mv.length; i++) {
    const value = block.mv[i] as number;
    if (!Number.isNaN(value)) row[start + i] = value;
  }
}
