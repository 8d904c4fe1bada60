import type { Lead } from '../../leads.ts';
import { isLimbLead } from '../layout/limb-leads.ts';

/** Shorter parts of a lead that others told are not worth a word, samples: the pen is as wide. */
const LEAST_SAMPLES = 8;

/** Says that a lead was not traced all along. */
export function concludedReason(lead: Lead): string {
  return `A part of lead ${lead} is concluded from ${isLimbLead(lead) ? 'the other limb leads' : 'its rhythm strip'}.`;
}

/** Says so of leads of which samples that were missing as traced are known once they are brought into agreement. */
export function concludedReasons(
  traced: readonly { readonly lead: Lead; readonly mv: Float32Array }[],
  agreed: readonly Float32Array[],
): string[] {
  const gained = (mv: Float32Array, known: Float32Array) =>
    mv.reduce((sum, value, k) => sum + (Number.isNaN(value) && !Number.isNaN(known[k] as number) ? 1 : 0), 0);
  return traced
    .filter(({ mv }, i) => gained(mv, agreed[i] as Float32Array) >= LEAST_SAMPLES)
    .map(({ lead }) => concludedReason(lead));
}
