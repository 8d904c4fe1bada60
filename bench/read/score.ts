import type { FieldName, FieldValue, PrintedFacts } from '../../functions/read/types.ts';
import type { Truth } from './cases.ts';

/** How one field came out: right, a value where none or another is printed, or no value where one is printed. */
export type Outcome = 'exact' | 'wrong' | 'sign' | 'missing';

/** Outcomes of the judged fields of a page; `statements` apart, by share of lines found. */
export function judge(
  facts: PrintedFacts,
  truth: Truth,
): { readonly field: FieldName; readonly outcome: Outcome; readonly printed: boolean }[] {
  return (Object.entries(truth) as [FieldName, FieldValue | null][])
    .filter(([field]) => field !== 'statements')
    .map(([field, expected]) => {
      const { value } = facts.fields[field];
      const outcome = field === 'filter' ? filterOutcome(value, expected) : outcomeOf(value, expected);
      return { field, outcome, printed: expected !== null };
    });
}

function outcomeOf(value: FieldValue | null, expected: FieldValue | null): Outcome {
  if (value === null) return expected === null ? 'exact' : 'missing';
  if (expected === null) return 'wrong';
  if (normalise(value) === normalise(expected)) return 'exact';
  return typeof value === 'number' && value === -Number(expected) ? 'sign' : 'wrong';
}

/** Filters are printed in many ways: a reading is right when it has the printed numbers and no other ones. */
function filterOutcome(value: FieldValue | null, expected: FieldValue | null): Outcome {
  if (value === null || expected === null) return outcomeOf(value, expected);
  const printed = numbersOf(expected);
  const found = numbersOf(value);
  return found.length > 0 &&
    printed.every((number) => found.includes(number) || number === '50' || number === '60') &&
    found.every((number) => printed.includes(number) || number === '50' || number === '60')
    ? 'exact'
    : 'wrong';
}

function numbersOf(value: FieldValue): string[] {
  return String(value).match(/\d+(?:\.\d+)?/g) ?? [];
}

function normalise(value: FieldValue): string {
  return String(value).toLowerCase().replace(/\s+/g, '').replace(/[~–—]/g, '-');
}

/** Statement lines: how many of the printed ones were found, how many were found that are not printed, and letters that differ. */
export function judgeStatements(
  found: readonly string[],
  printed: readonly string[],
): { found: number; printed: number; extra: number; edits: number; letters: number } {
  let hits = 0;
  let edits = 0;
  let letters = 0;
  const left = [...found];
  for (const line of printed) {
    letters += line.length;
    const distances = left.map((other) => distance(line, other));
    const best = distances.length === 0 ? line.length : Math.min(...distances);
    if (best <= 0.2 * line.length) {
      hits++;
      left.splice(distances.indexOf(best), 1);
      edits += best;
    } else edits += line.length;
  }
  return { found: hits, printed: printed.length, extra: left.length, edits, letters };
}

function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row.push(Math.min(above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1), above[j]! + 1, row[j - 1]! + 1));
    above = row;
  }
  return above[b.length]!;
}
