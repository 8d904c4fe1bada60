import type { FieldValue } from '../api/types.ts';

/** A field's value in one line; `parseCorrection` reads it back. */
export function valueText(value: FieldValue): string {
  return typeof value === 'object' ? value.join('; ') : String(value);
}
