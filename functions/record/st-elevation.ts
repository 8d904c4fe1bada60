import type { Lead } from '../leads.ts';
import type { Measured } from '../measure/types.ts';
import type { PatientFacts } from './patient-facts.ts';

/** Leads that look at neighbouring walls, in their order around the heart. */
const CONTIGUOUS: readonly (readonly Lead[])[] = [
  ['II', 'aVF', 'III'],
  ['aVL', 'I'],
  ['V1', 'V2', 'V3', 'V4', 'V5', 'V6'],
];

/**
 * Whether the J point stands high enough in two neighbouring leads to suggest acute infarction: 0.1 mV, in V2 and V3
 * 0.2 mV for men from 40, 0.25 mV for younger men, 0.15 mV for women; the least of these where age or sex is unknown.
 * Source: Fourth Universal Definition of Myocardial Infarction (Thygesen et al., 2018), table 2.
 */
export function hasStElevation(leads: Measured['leads'], patient: Pick<PatientFacts, 'ageYears' | 'sex'>): boolean {
  const high = (lead: Lead): boolean => {
    const j = leads[lead]?.stJMv ?? null;
    return j !== null && j >= (lead === 'V2' || lead === 'V3' ? precordialLimitMv(patient) : 0.1);
  };
  return CONTIGUOUS.some((wall) =>
    wall.some((lead, i) => {
      const next = wall[i + 1];
      return next !== undefined && high(lead) && high(next);
    }),
  );
}

function precordialLimitMv({ ageYears, sex }: Pick<PatientFacts, 'ageYears' | 'sex'>): number {
  if (sex !== 'male') return 0.15;
  return ageYears !== null && ageYears < 40 ? 0.25 : 0.2;
}
