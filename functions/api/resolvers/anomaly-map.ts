import type { Inferred } from '../../infer/types.ts';
import { LEADS } from '../../leads.ts';
import type { AnomalyMap } from '../generated/resolvers.ts';
import { nullWhereMissing } from './thin-trace.ts';

/** The map of every lead that holds something. */
export function anomalyMapOf(inferred: Inferred): AnomalyMap {
  const { sampleRateHz, leads } = inferred.localization;
  const held = LEADS.filter((lead) => leads[lead].some((value) => !Number.isNaN(value)));
  return { sampleRateHz, leads: held.map((lead) => ({ lead, values: nullWhereMissing(leads[lead]) })) };
}
