import type { LabelHit } from './label-search.ts';
import { boxAround, gapBefore, type PageWord, type TextRow } from './page-words.ts';
import { findDates } from './printed-date.ts';
import type { Box } from './types.ts';

/** A place on the page that says who the patient is. */
export interface IdentityRegion {
  readonly kind: 'name' | 'birth' | 'record';
  /** Pixels of the page as it was read, with a margin for ascenders. */
  readonly box: Box;
}

/** Column gap, in cap heights, at which a value behind a label ends. */
const COLUMN_GAP = 3;
/** Space left around the words, in cap heights. */
const MARGIN = 0.35;
/** Digits in a row that may be a record number wherever they stand. */
const RECORD_DIGITS = /(?<![\d.,/:-])[A-Z]{0,3}\d{5,}(?![\d.,/:-])/;

/**
 * Places of names, birth dates and record numbers, for blanking them on a copy of the page: what stands behind their labels,
 * dates other than the recording's, long numbers, and capitalised words in the top left corner, where carts print the name
 * without a label. Rather too much than too little: a blanked room number does no harm.
 */
export function findIdentityRegions(
  rows: readonly { readonly row: TextRow; readonly labels: readonly LabelHit[] }[],
  page: { readonly widthPx: number; readonly heightPx: number },
  acquiredAt: string | null,
): IdentityRegion[] {
  return rows.flatMap(({ row, labels }) => [
    ...labelled(row, labels),
    ...birthDates(row, acquiredAt),
    ...longNumbers(row),
    ...unlabelledName(row, labels, page),
  ]);
}

function labelled(row: TextRow, labels: readonly LabelHit[]): IdentityRegion[] {
  return labels.flatMap((label, index) => {
    const kind = label.kind === 'order' ? 'record' : label.kind;
    if (kind !== 'name' && kind !== 'birth' && kind !== 'record') return [];
    const end = labels[index + 1]?.from ?? row.text.length;
    const words: PageWord[] = [];
    for (let at = label.firstWord; at < row.words.length; at++) {
      const start = row.starts[at] as number;
      const word = row.words[at] as PageWord;
      if (start >= end || (words.length > 0 && gapBefore(row, at) > COLUMN_GAP)) break;
      if (start + word.text.length > label.to) words.push(word);
    }
    return words.length > 0 ? [region(kind, words)] : [];
  });
}

function birthDates(row: TextRow, acquiredAt: string | null): IdentityRegion[] {
  return findDates(row.text, null)
    .filter(({ dates }) => !dates.includes(acquiredAt?.slice(0, 10) ?? ''))
    .map(({ from, to }) => region('birth', wordsIn(row, from, to)));
}

function longNumbers(row: TextRow): IdentityRegion[] {
  return row.words.filter(({ text }) => RECORD_DIGITS.test(text)).map((word) => region('record', [word]));
}

function unlabelledName(
  row: TextRow,
  labels: readonly LabelHit[],
  page: { widthPx: number; heightPx: number },
): IdentityRegion[] {
  const [first] = row.words;
  if (!first || first.box[1] > 0.16 * page.heightPx || first.box[0] > 0.25 * page.widthPx) return [];
  if (labels.some((label) => label.firstWord === 0)) return [];
  const words: PageWord[] = [];
  for (const [index, word] of row.words.entries()) {
    if ((index > 0 && gapBefore(row, index) > COLUMN_GAP) || !/^[\p{Lu}][\p{L}'’.-]*,?$/u.test(word.text)) break;
    words.push(word);
  }
  return words.length >= 2 || /,$/.test(first.text) ? [region('name', words.length > 0 ? words : [first])] : [];
}

function wordsIn(row: TextRow, from: number, to: number): PageWord[] {
  return row.words.filter((word, index) => {
    const start = row.starts[index] as number;
    return start < to && start + word.text.length > from;
  });
}

function region(kind: IdentityRegion['kind'], words: readonly PageWord[]): IdentityRegion {
  const [left, top, width, height] = boxAround(words);
  const margin = MARGIN * Math.max(...words.map((word) => word.capHeightPx));
  return { kind, box: [left - margin, top - margin, width + 2 * margin, height + 2 * margin] };
}
