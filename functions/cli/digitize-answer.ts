import type { Digitized } from '../digitize/types.ts';
import { LEADS } from '../leads.ts';

/** The members of a `digitize` line: what was read, without the overlay's pixels. */
export function digitizeJson(digitized: Digitized): Record<string, unknown> {
  const { page, layout, sampleRateHz, leads, rhythm, calibration, quality, timings } = digitized;
  return { page, layout, sampleRateHz, leads, rhythm, calibration, quality, timings };
}

/** A few lines for a person. */
export function digitizeSummary({ layout, leads, rhythm, calibration, quality }: Digitized): string[] {
  const found = LEADS.filter((lead) => leads[lead] !== null);
  const strips = rhythm.map((strip) => strip.lead).join(', ');
  return [
    `layout ${layout}, ${found.length} of 12 leads${strips === '' ? '' : `, rhythm ${strips}`}`,
    `${calibration.speedMmPerS} mm/s, ${calibration.gainMmPerMv} mm/mV (by ${calibration.source})`,
    `quality ${quality.score.toFixed(2)}${quality.score < 0.5 ? ': a person must look' : ''}`,
    ...quality.reasons,
  ];
}
