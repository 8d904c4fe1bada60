import type { PatientFacts } from './patient-facts.ts';
import type { StudyResults } from './results.ts';
import { hasStElevation } from './st-elevation.ts';

/** How soon a person should look: 0 routine, 1 abnormal, 2 soon, 3 now. */
export type Acuity = 0 | 1 | 2 | 3;

/** Statements (SCP codes) that by themselves ask for a reader soon, or now. All others count as abnormal at most. */
const ACUITY_OF_CODE: Readonly<Record<string, Acuity>> = {
  '3AVB': 3,
  '2AVB': 2,
  AFIB: 2,
  AFLT: 2,
  SVTAC: 2,
  PSVT: 2,
  WPW: 2,
  CLBBB: 2,
  LNGQT: 2,
  STD_: 2,
  STE_: 2,
};

const INFARCTION_OR_INJURY = /^(.*MI|INJ..)$/;

/** Statements that say nothing is wrong. */
const REASSURING = new Set(['NORM', 'SR']);

/** How soon a positive statement asks for a reader. */
export function acuityOfCode(code: string): Acuity {
  if (REASSURING.has(code)) return 0;
  return ACUITY_OF_CODE[code] ?? (INFARCTION_OR_INJURY.test(code) ? 2 : 1);
}

/**
 * How soon the study asks for a reader: the most acute of its positive statements and of what was measured. Ordering
 * a worklist is all it is for; the limits of rate and QTc are those at which laboratories call the physician.
 */
export function acuityOf({ inferred, measured }: StudyResults, patient: PatientFacts): Acuity {
  const positive = inferred.diagnoses.filter((diagnosis) => diagnosis.positive);
  const levels = [
    ...positive.map(({ code }) => acuityOfCode(code)),
    measuredAcuity(measured.global),
    inferred.detection.abnormal ? 1 : 0,
  ];
  const ischemic = positive.some(({ code }) => INFARCTION_OR_INJURY.test(code) || code === 'STE_');
  if (ischemic && hasStElevation(measured.leads, patient)) levels.push(3);
  return Math.max(...levels) as Acuity;
}

function measuredAcuity({ heartRateBpm, qrsMs, qtcMs }: StudyResults['measured']['global']): Acuity {
  const rate = heartRateBpm ?? 70;
  if (rate < 35 || (rate >= 150 && (qrsMs ?? 0) >= 120)) return 3;
  return rate < 45 || rate >= 130 || (qtcMs ?? 0) >= 500 ? 2 : 0;
}
