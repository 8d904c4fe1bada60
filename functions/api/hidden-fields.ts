import type { PrintedField } from '../platform/database/generated/client.ts';
import { type FieldName, IDENTITY_FIELDS, type PrintedFacts } from '../read/types.ts';
import type { Caller } from '../record/caller.ts';
import { mayKnowIdentity } from './auth/policy.ts';

/** Whether a field's value leads to the patient and the caller may not know whose study it is. */
export function isHidden(caller: Caller, { name }: Pick<PrintedField, 'name'>): boolean {
  return IDENTITY_FIELDS.has(name as FieldName) && !mayKnowIdentity(caller);
}

/**
 * The facts as the caller may see them: without identity rights, fields that lead to the patient have no value, and prints that
 * hold a part of the identity (`rows` say which) have no text.
 */
export function visibleFacts(caller: Caller, printed: PrintedFacts, rows: readonly PrintedField[]): PrintedFacts {
  if (mayKnowIdentity(caller)) return printed;
  const fields = { ...printed.fields };
  for (const name of IDENTITY_FIELDS) fields[name] = { value: null };
  for (const { name, identifying } of rows) {
    if (!identifying || IDENTITY_FIELDS.has(name as FieldName)) continue;
    const { text: _, ...field } = fields[name as FieldName];
    fields[name as FieldName] = field;
  }
  return { ...printed, fields };
}
