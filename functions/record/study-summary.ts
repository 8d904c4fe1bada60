import type { Prisma } from '../platform/database/generated/client.ts';
import { type Acuity, acuityOf, acuityOfCode } from './acuity.ts';
import { patientFacts } from './patient-facts.ts';
import type { StudyResults } from './results.ts';
import { reviewReasons } from './review-reasons.ts';

/** What the worklist shows of a study, from its results. `requested` is the acuity that the sender asked for: the least. */
export function studySummary(results: StudyResults, requested: number): Prisma.StudyUncheckedUpdateManyInput {
  const { inferred, digitized, printed, ingested } = results;
  const corrected = new Map([...results.corrections].map(([name, row]) => [name, row.value]));
  const patient = patientFacts(printed, ingested, corrected);
  const reasons = reviewReasons(results);
  return {
    state: reasons.length > 0 ? 'needs_review' : 'preliminary',
    reviewReasons: reasons,
    acuity: Math.max(requested, acuityOf(results, patient)) as Acuity,
    ageYears: patient.ageYears,
    sex: patient.sex,
    acquiredAt: localTime(patient.acquiredAt),
    topFinding: topFinding(results),
    positiveCodes: inferred.diagnoses.filter(({ positive }) => positive).map(({ code }) => code),
    qualityScore: digitized?.quality.score ?? null,
    abnormalScore: inferred.detection.score,
    problemCode: null,
  };
}

/** The positive statement that asks most for a reader, among equals the most probable; what detection says where there is none. */
function topFinding({ inferred: { diagnoses, detection } }: StudyResults): string | null {
  const positive = diagnoses.filter((diagnosis) => diagnosis.positive);
  const [telling] = positive.toSorted(
    (a, b) => acuityOfCode(b.code) - acuityOfCode(a.code) || b.probability - a.probability,
  );
  if (telling && acuityOfCode(telling.code) > 0) return telling.name;
  if (detection.abnormal) return 'Abnormal ECG';
  return positive.find(({ code }) => code === 'NORM')?.name ?? telling?.name ?? null;
}

/** A time without zone is stored as it was printed; the column has no zone, and the driver writes UTC. */
function localTime(iso: string | null): Date | null {
  if (iso === null) return null;
  const time = new Date(`${iso}Z`);
  return Number.isNaN(time.getTime()) ? null : time;
}
