import { FIELD_NAMES, type PrintedFacts } from '../read/types.ts';

/** The members of a `read` line. */
export function readJson({ fields, timings }: PrintedFacts): Record<string, unknown> {
  return { fields, timings };
}

/** One line a printed field that was read. */
export function readSummary({ fields }: PrintedFacts): string[] {
  const lines = FIELD_NAMES.flatMap((name) => {
    const { value } = fields[name];
    return value === null ? [] : [`${name}: ${Array.isArray(value) ? value.join('; ') : value}`];
  });
  return lines.length === 0 ? ['nothing printed could be read'] : lines;
}
