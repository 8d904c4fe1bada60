import { type PageWord, type TextRow, wordAt } from '../words/page-words.ts';
import type { LabelHit } from './label-search.ts';
import { type DateOrder, findDates } from './printed-date.ts';
import type { Sighting } from './sighting.ts';

/** Something of a date's shape, though the recogniser may have missed a sign of it. */
const DATE_SHAPE = /(?<!\d)(?:(?:19|20)\d\d\D\s?\d\d\D\s?\d\d|\d\d\D\s?\d\d\D\s?(?:19|20)\d\d)(?!\d)/g;

/** Where seconds would stand behind minutes, and a time behind a date, in cap heights. */
const SECONDS_GAP = 0.3;
const TIME_GAP = 2;

/** Dates of a row by what they date: the recording, or the patient's birth. Dates of other events are left out. */
export function findDateSightings(
  row: TextRow,
  labels: readonly LabelHit[],
  order: DateOrder,
): { readonly acquired: readonly Sighting[]; readonly birth: readonly Sighting[] } {
  const acquired: Sighting[] = [];
  const birth: Sighting[] = [];
  for (const { from, to, timed } of places(row.text, order)) {
    const label = labels.filter((hit) => hit.to <= from).at(-1)?.kind;
    if (label === 'otherDate') continue;
    const words = wordsBetween(row, from, timed ? timeEnd(row.text, to) : to);
    const followedByAge = /^[\s,;]*\(\s*\d{1,3}\s?(?:y|j|a|l)/i.test(row.text.slice(to));
    if (label === 'birth' || (label !== 'acquired' && followedByAge)) birth.push(dateSighting(words, order, false, 2));
    else if (label === 'acquired') acquired.push(dateSighting(words, order, timed, 2));
    else if (timed) acquired.push(dateSighting(words, order, true, 1));
  }
  return { acquired, birth };
}

function places(text: string, order: DateOrder): { from: number; to: number; timed: boolean }[] {
  const exact = findDates(text, order).map(({ from, to, time }) => ({ from, to, timed: time !== null }));
  for (const match of text.matchAll(DATE_SHAPE)) {
    const from = match.index;
    const to = from + match[0].length;
    if (exact.some((other) => other.from < to && from < other.to)) continue;
    exact.push({ from, to, timed: /^[\s,;-]*\d{1,2}[:.]\d\d/.test(text.slice(to)) });
  }
  return exact;
}

function timeEnd(text: string, dateEnd: number): number {
  const time =
    /^\D{0,16}?\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:[^\p{L}\d]{0,4}[ap]\.?m\.?(?!\p{L})|\s?\p{L}{1,2}\.?(?!\p{L}))?/iu.exec(
      text.slice(dateEnd),
    );
  return time === null ? dateEnd : dateEnd + time[0].length;
}

function wordsBetween(row: TextRow, from: number, to: number): PageWord[] {
  return row.words.slice(wordAt(row, from), wordAt(row, to - 1) + 1);
}

function dateSighting(words: readonly PageWord[], order: DateOrder, timed: boolean, rank: number): Sighting {
  return {
    field: 'acquiredAt',
    words,
    numeric: false,
    bareBefore: true,
    bareBehind: timed ? SECONDS_GAP : TIME_GAP,
    rank,
    parse: (text) => {
      const found = findDates(text, order);
      const [date] = found;
      if (!date || found.length > 1 || date.dates.length !== 1) return null;
      if (!timed) return date.dates[0] as string;
      return date.time === null ? null : `${date.dates[0]}T${date.time}`;
    },
  };
}
