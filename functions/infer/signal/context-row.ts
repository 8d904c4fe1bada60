import { LEADS } from '../../leads.ts';
import type { Sex } from '../types.ts';

/** Length of a context row. */
export const CONTEXT_LENGTH = 4 + 2 * LEADS.length;

/** Median SD of each filtered lead in PTB-XL's training folds, mV, in the order of LEADS. */
const TYPICAL_SD_MV = [0.119, 0.123, 0.086, 0.116, 0.082, 0.088, 0.147, 0.261, 0.233, 0.222, 0.204, 0.169];

const OLDEST_YEARS = 90;
const FURTHEST_LOG = 2;

/**
 * What is known beside the waveform, as the statements network reads it: age / 100 and whether known, male (0.5
 * unknown) and whether known, the log of each lead's SD against the typical one, and whether each is known. Ages
 * above 90 count as 90.
 */
export function contextRow(
  person: { ageYears: number | null; sex: Sex | null },
  sdMv: Float32Array,
  voltageKnown: boolean,
): Float32Array {
  const row = new Float32Array(CONTEXT_LENGTH);
  if (person.ageYears !== null) row.set([Math.min(person.ageYears, OLDEST_YEARS) / 100, 1], 0);
  row.set(person.sex === null ? [0.5, 0] : [person.sex === 'male' ? 1 : 0, 1], 2);
  LEADS.forEach((_, lead) => {
    const sd = sdMv[lead] as number;
    if (!voltageKnown || sd === 0) return;
    const log = Math.log(sd / (TYPICAL_SD_MV[lead] as number));
    row[4 + lead] = Math.min(FURTHEST_LOG, Math.max(-FURTHEST_LOG, log));
    row[4 + LEADS.length + lead] = 1;
  });
  return row;
}
