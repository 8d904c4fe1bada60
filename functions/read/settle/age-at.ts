import type { Field } from '../types.ts';
import { contradict } from './checks.ts';
import type { Confirmed } from './settle-fields.ts';

/** Carts round ages, and print the age of the day when the order was made. */
const AGE_TOLERANCE_YEARS = 1;

/**
 * The age as the page settles it: the printed one, which a birth date and the day of the recording may contradict, else
 * the one that follows from the two dates.
 */
export function settleAge(printed: Field, births: readonly Confirmed[], acquiredAt: Field): Field {
  const computed = ageAt(births, acquiredAt);
  if (computed === null) return printed;
  if (printed.value === null) return printed.reason === 'absent' ? computed : printed;
  if (Math.abs(Number(printed.value) - Number(computed.value)) <= AGE_TOLERANCE_YEARS) return printed;
  return contradict(printed, 'The age does not follow from the date of birth and the day of the recording.');
}

/** Age on the day of the recording from a printed birth date; null unless both dates are certain and in order. */
function ageAt(births: readonly Confirmed[], acquiredAt: Field): Field | null {
  const dates = new Set(births.map(({ field }) => String(field.value)));
  const birth = births[0]?.field;
  if (dates.size !== 1 || typeof birth?.value !== 'string' || typeof acquiredAt.value !== 'string') return null;
  const [birthYear = 0, birthMonth = 0, birthDay = 0] = birth.value.slice(0, 10).split('-').map(Number);
  const [year = 0, month = 0, day = 0] = acquiredAt.value.slice(0, 10).split('-').map(Number);
  const hadBirthday = month > birthMonth || (month === birthMonth && day >= birthDay);
  const age = year - birthYear - (hadBirthday ? 0 : 1);
  if (age < 0 || age > 120) return null;
  const confidence = Math.min(birth.confidence ?? 0, acquiredAt.confidence ?? 0);
  return {
    value: age,
    confidence,
    computedOn: acquiredAt.value.slice(0, 10),
    ...(birth.box ? { box: birth.box } : {}),
  };
}

/**
 * An age that was computed from a birth date, for another day of the recording. The birth date is not kept: the age is certain
 * on the same day of another year, else one of two, which are the alternatives. Printed ages stay.
 */
export function ageOnDay(age: Field, day: unknown): Field {
  const { value, computedOn } = age;
  if (typeof value !== 'number' || computedOn === undefined) return age;
  if (typeof day !== 'string') return contradict(age, 'The age was computed for a day that does not stand.');
  const years = Number(day.slice(0, 4)) - Number(computedOn.slice(0, 4));
  const [before, after] = [computedOn.slice(5, 10), day.slice(5, 10)];
  const later = value + years;
  if (before === after) return { ...age, value: later, computedOn: day.slice(0, 10) };
  const { value: _, ...rest } = age;
  return {
    ...rest,
    value: null,
    reason: 'inconsistent',
    contradiction: 'The age was computed from a birth date, which is not kept, for another day than the corrected one.',
    alternatives: (after > before ? [later, later + 1] : [later, later - 1]).map((years) => ({
      value: years,
      confidence: 0.5,
    })),
  };
}
