import { region } from '../sightings/identity-regions.ts';
import type { LabelHit, LabelledRow } from '../sightings/label-search.ts';
import type { Box, IdentityRegion } from '../types.ts';
import { foldText } from '../words/fold-text.ts';
import { gapBefore, type PageWord, type TextRow } from '../words/page-words.ts';

/** Gap of columns, in cap heights: what stands in one column is blanked as one. */
const COLUMN_GAP = 1.6;
/** Head and foot of the upright page, where carts print who the patient is; shares of its height. */
const HEAD_SHARE = 0.3;
const FOOT_SHARE = 0.9;
/** Between head and foot only print that is surely print counts: pieces of a trace are read as letters too. */
const SURE = 0.6;
const UNIT = 'mm/s(?:ec)?|mm/mv|mmhg|ms|bpm|/min|hz|kg|cm|mv|%|°|yrs?|years?';
const NUMBER = '\\d{1,3}(?:[.,]\\d{1,3})?';
/** Lead names, units, and numbers too short for a record; alone they name nobody. */
const HARMLESS = new RegExp(
  `^(?:i{1,3}|av[rlf]|v[1-9]r?|[+-]?${NUMBER}(?:[/~-]${NUMBER})*(?:${UNIT})?|${UNIT})[.,;:]?$`,
);

/**
 * Everything on the page that is no known fact, label, statement or unit: what is blanked where no name and no number could
 * be told apart. `known` are the words that facts and statements were read from.
 */
export function findDoubtfulPrint(
  rows: readonly LabelledRow[],
  known: ReadonlySet<PageWord>,
  page: { readonly heightPx: number; readonly unread: readonly Box[] },
): IdentityRegion[] {
  const isOutside = ([, top, , height]: Box): boolean =>
    top < HEAD_SHARE * page.heightPx || top + height > FOOT_SHARE * page.heightPx;
  const lines = rows.flatMap(({ row, labels }) => {
    const safe = new Set([...known, ...labelWords(row, labels)]);
    return columnsOf(row).flatMap((words) => {
      const doubtful = words.filter((word) => !safe.has(word) && mayName(word, isOutside(word.box)));
      return doubtful.length > 0 ? [region('doubtful', doubtful)] : [];
    });
  });
  const unread = page.unread.filter(isOutside).map((box): IdentityRegion => ({ kind: 'doubtful', box }));
  return [...lines, ...unread];
}

function mayName({ text, confidence }: PageWord, isOutside: boolean): boolean {
  const letters = (text.match(/[\p{L}\d]/gu) ?? []).length;
  if (HARMLESS.test(foldText(text))) return false;
  return isOutside ? letters >= 2 : letters >= 3 && confidence > SURE;
}

/** The words of labels themselves. */
function labelWords(row: TextRow, labels: readonly LabelHit[]): PageWord[] {
  return row.words.filter(({ text }, index) => {
    const from = row.starts[index] as number;
    const to = from + text.replace(/[^\p{L}\d]+$/u, '').length;
    return labels.some((label) => label.from <= from && to <= label.to);
  });
}

function columnsOf(row: TextRow): PageWord[][] {
  const columns: PageWord[][] = [];
  row.words.forEach((word, index) => {
    if (index === 0 || gapBefore(row, index) > COLUMN_GAP) columns.push([word]);
    else columns.at(-1)?.push(word);
  });
  return columns;
}
