/** Age and sex as the comment lines of a WFDB header give them. */
export interface PatientFacts {
  readonly ageYears: number | null;
  readonly sex: 'female' | 'male' | null;
}

/** PTB-XL writes 300 for everybody older than 89. */
const AGE_WITHHELD = 300;
const AGE_FOR_WITHHELD = 90;
const OLDEST = 120;

/**
 * Reads `#Age: 63` and `#Sex: F`, LUDB's `#<age>: 56 <sex>: M`, and MIT-BIH's first comment `# 69 M 1085 1629 x1`.
 * Null where unknown (MIT-BIH writes −1) or out of range.
 */
export function readPatientComments(comments: readonly string[]): PatientFacts {
  let ageYears: number | null = null;
  let sex: PatientFacts['sex'] = null;
  for (const comment of comments) {
    ageYears ??= ageOf(/\bage\b>?\s*[:=]?\s*(-?\d+(?:\.\d+)?)/i.exec(comment)?.[1]);
    sex ??= sexOf(/\b(?:sex|gender)\b>?\s*[:=]?\s*(female|male|f|m|w)\b/i.exec(comment)?.[1]);
  }
  const bare = /^\s*(-?\d{1,3})\s+([MF])\b/.exec(comments[0] ?? '');
  return { ageYears: ageYears ?? ageOf(bare?.[1]), sex: sex ?? sexOf(bare?.[2]) };
}

function ageOf(text: string | undefined): number | null {
  const age = Number(text);
  if (text === undefined || !Number.isFinite(age) || age < 0) return null;
  if (age === AGE_WITHHELD) return AGE_FOR_WITHHELD;
  return age <= OLDEST ? age : null;
}

function sexOf(text: string | undefined): PatientFacts['sex'] {
  if (text === undefined) return null;
  return /^m/i.test(text) ? 'male' : 'female';
}
