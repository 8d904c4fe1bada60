import type { Lead } from '../leads.ts';

/** Converters filter and round: leads this close hold the same. */
const SAME_MV = 0.03;
/** A pulse of 1 mV, less what a filter takes; twelve leads that follow one another over this height are no heartbeat. */
const LOWEST_PULSE_MV = 0.8;
const FEWEST_LEADS = 6;

/** The leads without the calibration pulse that some recorders append: the end in which all leads run alike. */
export function withoutCalibrationTail(
  leads: Partial<Record<Lead, Float32Array>>,
): Partial<Record<Lead, Float32Array>> {
  const rows = Object.values(leads);
  const [first] = rows;
  if (first === undefined || rows.length < FEWEST_LEADS || rows.some((row) => row.length !== first.length))
    return leads;
  const isAlike = (i: number) => rows.every((row) => Math.abs((row[i] as number) - (first[i] as number)) < SAME_MV);
  let end = first.length;
  let [lowest, highest] = [Infinity, -Infinity];
  while (end > 0 && isAlike(end - 1)) {
    end--;
    lowest = Math.min(lowest, first[end] as number);
    highest = Math.max(highest, first[end] as number);
  }
  if (end === 0 || highest - lowest < LOWEST_PULSE_MV) return leads;
  return Object.fromEntries(Object.entries(leads).map(([lead, row]) => [lead, row.subarray(0, end)]));
}
