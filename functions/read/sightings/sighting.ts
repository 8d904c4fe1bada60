import type { FieldName, FieldValue } from '../types.ts';
import type { PageWord } from '../words/page-words.ts';

/**
 * A place where a fact seems to be printed. Its words are read again in other ways; the fact stands only when `parse`
 * makes the same value of independent readings.
 */
export interface Sighting {
  readonly field: FieldName;
  /** The words of the value, without label and unit where they stand apart. */
  readonly words: readonly PageWord[];
  /** Printed as a missing value: `*`, `--`. */
  readonly missing?: boolean;
  /** Digits and signs only, so that a digits-only reading is worthwhile. */
  readonly numeric: boolean;
  /** The value that a reading of `words` stands for; null when it makes none. */
  readonly parse: (text: string) => FieldValue | null;
  /** The value begins with its first word: a letter or digit right before it, or within so many cap heights, means that the beginning was missed. */
  readonly bareBefore?: boolean | number;
  /** Bare paper, in cap heights, behind a complete value: ink nearer than that means that a part of it was missed. */
  readonly bareBehind?: number;
  /** A minus sign belongs to the value and is checked on the pixels. */
  readonly signed?: boolean;
  /** How sure the place is: 2 labelled, 1 by its form alone. */
  readonly rank: number;
}
