import type { Confirmed } from './settle-fields.ts';
import type { Field } from './types.ts';

/** Age on the day of the recording from a printed birth date; null unless both dates are certain and in order. */
export function ageAt(births: readonly Confirmed[], acquiredAt: Field): Field | null {
  const dates = new Set(births.map(({ field }) => String(field.value)));
  const birth = births[0]?.field;
  if (dates.size !== 1 || typeof birth?.value !== 'string' || typeof acquiredAt.value !== 'string') return null;
  const [birthYear = 0, birthMonth = 0, birthDay = 0] = birth.value.slice(0, 10).split('-').map(Number);
  const [year = 0, month = 0, day = 0] = acquiredAt.value.slice(0, 10).split('-').map(Number);
  const hadBirthday = month > birthMonth || (month === birthMonth && day >= birthDay);
  const age = year - birthYear - (hadBirthday ? 0 : 1);
  if (age < 0 || age > 120) return null;
  const confidence = Math.min(birth.confidence ?? 0, acquiredAt.confidence ?? 0);
  return { value: age, confidence, ...(birth.box ? { box: birth.box } : {}) };
}
