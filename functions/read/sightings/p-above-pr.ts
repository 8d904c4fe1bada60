import { isOneLetter, standsAbove } from '../words/axis-column.ts';
import type { PageWord, TextRow } from '../words/page-words.ts';

const PR_LABEL = /^P-?[RQ][:.]?$/;

/** Single letters that stand right above a PR: there they name the duration of P, which alone is often read as another letter. */
export function findPAbovePr(rows: readonly TextRow[]): ReadonlyMap<PageWord, 'p'> {
  const words = rows.flatMap((row) => row.words);
  const letters = words.filter(isOneLetter);
  const prs = words.filter(({ text }) => PR_LABEL.test(text));
  const found = letters.filter((letter) => prs.some((pr) => standsAbove(letter, pr)));
  return new Map(found.map((word) => [word, 'p']));
}
