import { STATEMENT_WORDS } from '../statements/statement-lexicon.ts';
import type { IdentityRegion, PrintedIdentity } from '../types.ts';
import { foldText } from '../words/fold-text.ts';
import { boxAround, gapBefore, type PageWord, type TextRow } from '../words/page-words.ts';
import type { LabelHit, LabelledRow } from './label-search.ts';
import { findDates } from './printed-date.ts';

/** Column gap, in cap heights, at which a value behind a label ends. */
const COLUMN_GAP = 3;
/** Space left around the words, in cap heights. */
const MARGIN = 0.35;
/** Digits in a row that may be a record number wherever they stand. */
const RECORD_DIGITS = /(?<![\d.,/:-])[A-Z]{0,3}\d{5,}(?![\d.,/:-])/;
/** A name begins with a capital; family names end with a comma where the given name follows. */
const NAME_WORD = /^\p{Lu}[\p{L}'’.-]*,?$/u;
const FAMILY_NAME = /^\p{Lu}[\p{L}'’-]+,$/u;
/** Where names without a label stand: in the head with a comma, in the top left corner also without; shares of the page. */
const HEAD_SHARE = 0.3;
const CORNER = { width: 0.25, height: 0.16 };
/** What a name is read from surely. */
const SURE = 0.7;

/** What was found of a patient's identity, and whether it was told apart well enough to leave other print alone. */
export interface IdentityFound {
  readonly regions: readonly IdentityRegion[];
  /** What the regions say, each once; order numbers are left out, which are a field. */
  readonly told: readonly PrintedIdentity[];
  /** A name was surely read and a number was, at least one of them behind its label. */
  readonly certain: boolean;
}

/** Words that tell who the patient is. */
interface Telling {
  readonly kind: 'name' | 'birth' | 'record';
  readonly words: readonly PageWord[];
  readonly isLabelled: boolean;
  readonly isOrder?: boolean;
}

/**
 * Places of names, birth dates, record and order numbers, for blanking them on a copy of the page: what stands behind their
 * labels, dates other than the recording's, long numbers, and capitalised words where carts print the name without a label.
 * Rather too much than too little: a blanked room number does no harm.
 */
export function findIdentityRegions(
  rows: readonly LabelledRow[],
  page: { readonly widthPx: number; readonly heightPx: number },
  acquiredAt: string | null,
): IdentityFound {
  const found = rows.flatMap(({ row, labels }) => [
    ...labelled(row, labels),
    ...birthDates(row, acquiredAt),
    ...longNumbers(row),
    ...unlabelledNames(row, page),
  ]);
  const names = found.filter(
    ({ kind, words }) => kind === 'name' && words.every(({ confidence }) => confidence > SURE),
  );
  const numbers = found.filter(({ kind, words }) => kind === 'record' && /\d{3}/.test(textOf(words)));
  const isWhole = names.length > 0 && numbers.length > 0;
  return {
    regions: found.map(({ kind, words }) => region(kind, words)),
    told: toldBy(found),
    certain: isWhole && [...names, ...numbers].some(({ isLabelled }) => isLabelled),
  };
}

function labelled(row: TextRow, labels: readonly LabelHit[]): Telling[] {
  return labels.flatMap((label, index) => {
    if (label.kind !== 'name' && label.kind !== 'birth' && label.kind !== 'record' && label.kind !== 'order') return [];
    const end = labels[index + 1]?.from ?? row.text.length;
    const words: PageWord[] = [];
    for (let at = label.firstWord; at < row.words.length; at++) {
      const start = row.starts[at] as number;
      const word = row.words[at] as PageWord;
      if (start >= end || (words.length > 0 && gapBefore(row, at) > COLUMN_GAP)) break;
      if (start + word.text.length > label.to) words.push(word);
    }
    if (words.length === 0) return [];
    // "Patient 4711" and "Order" are numbers, whatever the label is called.
    const isNumber = label.kind === 'order' || (label.kind === 'name' && !/\p{L}{2}/u.test(textOf(words)));
    return [
      {
        kind: isNumber ? 'record' : (label.kind as Telling['kind']),
        words,
        isLabelled: true,
        isOrder: label.kind === 'order',
      },
    ];
  });
}

/** The labelled ones first: what is found a second time by its form alone is the same. */
function toldBy(found: readonly Telling[]): PrintedIdentity[] {
  const told: PrintedIdentity[] = [];
  const taken = new Set<PageWord>();
  for (const { kind, words, isLabelled, isOrder } of found.toSorted((a, b) => +b.isLabelled - +a.isLabelled)) {
    const isNew = words.some((word) => !taken.has(word));
    for (const word of words) taken.add(word);
    if (!isNew || isOrder === true) continue;
    const confidence = Math.min(...words.map((word) => word.confidence));
    told.push({ kind, text: textOf(words), confidence, labelled: isLabelled });
  }
  return told;
}

function birthDates(row: TextRow, acquiredAt: string | null): Telling[] {
  return findDates(row.text, null)
    .filter(({ dates }) => !dates.includes(acquiredAt?.slice(0, 10) ?? ''))
    .map(({ from, to }) => ({ kind: 'birth', words: wordsIn(row, from, to), isLabelled: false }));
}

function longNumbers(row: TextRow): Telling[] {
  return row.words
    .filter(({ text }) => RECORD_DIGITS.test(text))
    .map((word) => ({ kind: 'record', words: [word], isLabelled: false }));
}

/** Runs of capitalised words: after a family name with its comma anywhere in the head, in the corner any two. */
function unlabelledNames(row: TextRow, page: { widthPx: number; heightPx: number }): Telling[] {
  const runs: PageWord[][] = [];
  row.words.forEach((word, index) => {
    if (!NAME_WORD.test(word.text)) runs.push([]);
    else if (gapBefore(row, index) > COLUMN_GAP) runs.push([word]);
    else runs.at(-1)?.push(word);
  });
  return runs
    .filter(([first, ...more]) => {
      if (!first || first.box[1] > HEAD_SHARE * page.heightPx) return false;
      if ([first, ...more].every(({ text }) => STATEMENT_WORDS.has(foldText(text).replace(/[.,]+$/, '')))) return false;
      if (FAMILY_NAME.test(first.text)) return true;
      const isInCorner = first.box[0] < CORNER.width * page.widthPx && first.box[1] < CORNER.height * page.heightPx;
      return isInCorner && more.length > 0;
    })
    .map((words) => ({ kind: 'name', words, isLabelled: false }));
}

function textOf(words: readonly PageWord[]): string {
  return words.map(({ text }) => text).join(' ');
}

function wordsIn(row: TextRow, from: number, to: number): PageWord[] {
  return row.words.filter((word, index) => {
    const start = row.starts[index] as number;
    return start < to && start + word.text.length > from;
  });
}

/** A region over words, with a margin for ascenders and for letters at whose ends the recogniser cut short. */
export function region(kind: IdentityRegion['kind'], words: readonly PageWord[]): IdentityRegion {
  const [left, top, width, height] = boxAround(words);
  const margin = MARGIN * Math.max(...words.map((word) => word.capHeightPx));
  return { kind, box: [left - margin, top - margin, width + 2 * margin, height + 2 * margin] };
}
