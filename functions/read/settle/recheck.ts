import type { Field, FieldName, FieldValue, PrintedFacts } from '../types.ts';
import { ageOnDay } from './age-at.ts';
import { checkFields } from './checks.ts';

/**
 * The facts checked against each other once more with what persons set in place of what was read: a corrected rate can clear a
 * QTc that seemed not to follow from it, or contradict another one, and an age that was computed follows a corrected date. The corrected fields themselves stay as they were read.
 */
export function recheck(printed: PrintedFacts, corrections: ReadonlyMap<FieldName, unknown>): PrintedFacts {
  const { settled } = printed;
  if (settled === undefined || corrections.size === 0) return printed;
  const stated: Record<FieldName, Field> = { ...settled };
  for (const [name, value] of corrections) stated[name] = statedField(value as FieldValue | null);
  if (corrections.has('acquiredAt') && !corrections.has('ageYears'))
    stated.ageYears = ageOnDay(settled.ageYears, corrections.get('acquiredAt'));
  const checked = checkFields(stated, new Set(corrections.keys()));
  for (const name of corrections.keys()) checked[name] = printed.fields[name];
  return { ...printed, fields: checked };
}

function statedField(value: FieldValue | null): Field {
  return value === null ? { value, reason: 'absent' } : { value, confidence: 1 };
}
