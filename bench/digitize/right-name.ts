import type { Lead } from '../../functions/leads.ts';
import { atLag, bridged, type LeadScore } from './metrics.ts';

/** All leads beat together, so the lag of another is looked for near the lag of the own, in samples. */
const NEAR = 10;

/**
 * Whether an answered lead bears the right name: no other lead that the truth shows at its time correlates better with
 * it than the truth of its name does. False when the truth shows no lead of that name there.
 */
export function rightlyNamed(
  found: { readonly startS: number; readonly mv: Float32Array },
  own: LeadScore | null,
  name: Lead,
  truth: ReadonlyMap<Lead, Float64Array>,
): boolean {
  const values = bridged(found.mv)?.values;
  if (own === null || values === undefined || Number.isNaN(own.r)) return false;
  const at = Math.round(found.startS * 500) + own.lagMs / 2;
  for (const [lead, samples] of truth) {
    if (lead === name) continue;
    for (let lag = -NEAR; lag <= NEAR; lag++) if ((atLag(values, at + lag, samples)?.r ?? -1) > own.r) return false;
  }
  return true;
}
