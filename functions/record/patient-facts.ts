import type { Ingested } from '../ingest/types.ts';
import type { FieldName, PrintedFacts } from '../read/types.ts';

/** What is known of the patient and the moment. */
export interface PatientFacts {
  readonly ageYears: number | null;
  readonly sex: 'female' | 'male' | null;
  /** ISO 8601 without zone, as the device gave it. */
  readonly acquiredAt: string | null;
}

/** Age, sex and time of a study: as a person corrected them, else as printed, else as the signal file says. */
export function patientFacts(
  printed: PrintedFacts | null,
  ingested: Ingested,
  corrections: ReadonlyMap<FieldName, unknown>,
): PatientFacts {
  const recorded = ingested.kind === 'signal' ? ingested.recording : null;
  const fact = (name: 'ageYears' | 'sex' | 'acquiredAt'): unknown =>
    corrections.has(name) ? corrections.get(name) : (printed?.fields[name].value ?? recorded?.[name] ?? null);
  const ageYears = fact('ageYears');
  const sex = fact('sex');
  const acquiredAt = fact('acquiredAt');
  return {
    ageYears: typeof ageYears === 'number' ? ageYears : null,
    sex: sex === 'female' || sex === 'male' ? sex : null,
    acquiredAt: typeof acquiredAt === 'string' ? acquiredAt : null,
  };
}
