import type { Sighting } from '../sightings/sighting.ts';
import { type Alternative, FIELD_NAMES, type Field, type FieldName } from '../types.ts';

/** A sighting with what its confirmed reading says. */
export interface Confirmed {
  readonly sighting: Sighting;
  readonly field: Field;
}

/**
 * One field a fact from all its sightings. Labelled places outrank unlabelled ones; places of equal rank that name
 * different values cancel each other (of several times of day the earliest is the recording).
 */
export function settleFields(confirmed: readonly Confirmed[]): Record<FieldName, Field> {
  const entries = FIELD_NAMES.map((name) => {
    const own = confirmed.filter(({ sighting }) => sighting.field === name);
    return [name, own.length === 0 ? { value: null, reason: 'absent' } : settle(name, own)] as const;
  });
  return Object.fromEntries(entries) as Record<FieldName, Field>;
}

function settle(name: FieldName, own: readonly Confirmed[]): Field {
  const ranks = [...new Set(own.map(({ sighting }) => sighting.rank))].sort((a, b) => b - a);
  for (const rank of ranks) {
    const level = own.filter(({ sighting }) => sighting.rank === rank);
    const read = level.map(({ field }) => field).filter(({ value }) => value !== null);
    if (read.length === 0) continue;
    if (level.some(({ field }) => field.reason === 'unreadable') && name === 'acquiredAt')
      return unsettled(level, 'unreadable');
    const values = new Set(read.map(({ value }) => String(value)));
    if (values.size === 1) return mostConfident(read);
    if (name === 'acquiredAt') return earliest(read);
    return unsettled(level, 'inconsistent');
  }
  return own.find(({ field }) => field.reason === 'unreadable')?.field ?? (own[0] as Confirmed).field;
}

function mostConfident(fields: readonly Field[]): Field {
  return fields.reduce((best, field) => ((field.confidence ?? 0) > (best.confidence ?? 0) ? field : best));
}

/** Printing and confirming come after recording. */
function earliest(fields: readonly Field[]): Field {
  return fields.reduce((first, field) => (String(field.value) < String(first.value) ? field : first));
}

function unsettled(level: readonly Confirmed[], reason: 'inconsistent' | 'unreadable'): Field {
  const [first] = level;
  const alternatives = valuesOf(level);
  return {
    ...first?.field,
    value: null,
    reason,
    ...(reason === 'inconsistent' ? { contradiction: 'Two places on the page name different values.' } : {}),
    ...(alternatives.length > 0 ? { alternatives } : {}),
  };
}

/** What the places name, stands or not, each value once with its best confidence. */
function valuesOf(level: readonly Confirmed[]): Alternative[] {
  const best = new Map<string, Alternative>();
  const named = level.flatMap(({ field: { value, confidence = 0, alternatives = [] } }) =>
    value === null ? alternatives : [{ value, confidence }, ...alternatives],
  );
  for (const one of named) {
    const known = best.get(String(one.value));
    if (!known || known.confidence < one.confidence) best.set(String(one.value), one);
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence);
}
