import { LEADS, type PerLead } from '../../leads.ts';
import type { Digitized, DigitizedLead } from '../types.ts';

/** Part of the signal that may be left over in I + III − II before the names or the scale are doubted. */
const RESIDUAL_DOUBT = 0.25;
/** The same for names that are not printed: a drawing's leads add up to a few parts in a thousand when they are right. */
const CONCLUDED_RESIDUAL = 0.1;
const SAMPLE_RATE_HZ = 500;

const EXACT = 0.99;
const NAME_DOUBT_COST = 0.25;
const SCALE_DOUBT_COST = 0.15;
const CONTRADICTED = 0.45;

/**
 * Quality of leads read from a drawing: exact in themselves, so what counts is whether they are the right ones. Null
 * where names were concluded and the leads contradict them.
 */
export function judge(
  leads: PerLead<DigitizedLead | null>,
  nameDoubts: readonly string[],
  scaleDoubts: readonly string[],
): Digitized['quality'] | null {
  const reasons = [...nameDoubts, ...scaleDoubts];
  const residual = einthovenResidual(leads);
  if (nameDoubts.length > 0 && residual !== null && residual > CONCLUDED_RESIDUAL) return null;
  const isContradicted = residual !== null && residual > RESIDUAL_DOUBT;
  if (isContradicted) reasons.push('Leads I, II and III do not add up; names or calibration may be wrong.');
  const found = LEADS.filter((lead) => leads[lead] !== null);
  if (found.length < LEADS.length) reasons.push(`${LEADS.length - found.length} of twelve leads are not on the page.`);
  const base = isContradicted ? CONTRADICTED : EXACT;
  const cost = NAME_DOUBT_COST * nameDoubts.length + SCALE_DOUBT_COST * scaleDoubts.length;
  const score = Math.max(0.1, Math.round((base - cost) * 100) / 100);
  return { score, leads: Object.fromEntries(found.map((lead) => [lead, score])), reasons };
}

/** Root mean square of I + III − II over that of II where all three are drawn at one time; null where they are not. */
export function einthovenResidual({ I, II, III }: PerLead<DigitizedLead | null>): number | null {
  if (I === null || II === null || III === null) return null;
  const from = Math.max(I.startS, II.startS, III.startS);
  const to = Math.min(...[I, II, III].map((each) => each.startS + each.mv.length / SAMPLE_RATE_HZ));
  const count = Math.floor((to - from) * SAMPLE_RATE_HZ);
  if (count < SAMPLE_RATE_HZ / 2) return null;
  const rows = [I, II, III].map((each) => {
    const first = Math.round((from - each.startS) * SAMPLE_RATE_HZ);
    return withoutMean(each.mv.subarray(first, first + count));
  }) as [Float32Array, Float32Array, Float32Array];
  let [left, whole] = [0, 0];
  for (let i = 0; i < count; i++) {
    const [a, b, c] = [rows[0][i], rows[1][i], rows[2][i]] as [number, number, number];
    if (Number.isNaN(a + b + c)) continue;
    left += (a + c - b) ** 2;
    whole += b * b + 0.5 * (a * a + c * c);
  }
  return whole === 0 ? null : Math.sqrt(left / whole);
}

function withoutMean(samples: Float32Array): Float32Array {
  const present = samples.filter((value) => !Number.isNaN(value));
  const mean = present.reduce((sum, value) => sum + value, 0) / Math.max(1, present.length);
  return samples.map((value) => value - mean);
}
