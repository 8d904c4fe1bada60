import type { FieldName } from '../types.ts';
import { foldText } from '../words/fold-text.ts';
import { digitsOf } from '../words/numerals.ts';
import { gapBefore, type PageWord, type TextRow, wordAt } from '../words/page-words.ts';
import type { LabelHit } from './label-search.ts';
import type { Sighting } from './sighting.ts';
import type { VendorTemplate } from './vendor-templates.ts';

/** Words of which one stands in the name of nearly every place that records ECGs. */
const SITE_WORDS =
  /\b(?:hospital|medical cent(?:er|re)|health cent(?:er|re)|clinic|klinik|klinikum|krankenhaus|hopital|clinique|clinica|ospedale|policlinico|ziekenhuis|szpital|przychodnia|hastanesi|hastane|infirmary|centro de salud|centro medico|gesundheitszentrum)\b/;
/** Gaps of columns, and of the letters of one word, in cap heights. */
const COLUMN_GAP = 2.6;
const LETTER_GAP = 0.2;
const ORDER_NUMBER = /^#?([A-Z]{0,4}-?\d{4,16})$/;
const LONGEST_SITE = 60;

/** The recorder's model, the place and the order's number, as labelled or by their form. */
export function findOrigin(row: TextRow, labels: readonly LabelHit[], vendor: VendorTemplate | null): Sighting[] {
  return [...models(row, vendor), ...orders(row, labels), ...sites(row, labels)];
}

/** Models of the page's own vendor only: the short names of carts are too like other print. */
function models(row: TextRow, vendor: VendorTemplate | null): Sighting[] {
  if (vendor === null) return [];
  const parse = (text: string): string | null => {
    for (const form of vendor.models) {
      const match = form.exec(text);
      if (match) return `${match[1]}${digitsAtFront(match[2] as string)}`;
    }
    return null;
  };
  return vendor.models.flatMap((form) => {
    const match = form.exec(row.text);
    if (match === null) return [];
    const words = row.words.slice(wordAt(row, match.index), wordAt(row, match.index + match[0].length - 1) + 1);
    return [textSighting('device', words, parse, 1)];
  });
}

function digitsAtFront(code: string): string {
  const [digits = ''] = /^[\dOQ]+/.exec(code) ?? [];
  return digitsOf(digits) + code.slice(digits.length);
}

function orders(row: TextRow, labels: readonly LabelHit[]): Sighting[] {
  return labels.flatMap((label) => {
    if (label.kind !== 'order') return [];
    const value = /^[\s:.=#\])]*(\S+)/.exec(row.text.slice(label.to));
    if (value === null) return [];
    const at = label.to + value[0].length - (value[1] as string).length;
    const index = wordAt(row, at);
    const skip = at - (row.starts[index] as number);
    const word = row.words[index] as PageWord;
    const parse = (text: string): string | null =>
      ORDER_NUMBER.exec(text.slice(skip).replace(/[.,;]$/, ''))?.[1] ?? null;
    if (parse(word.text) === null) return [];
    const numeric = skip === 0 && /^\d+$/.test(word.text);
    return [{ ...textSighting('orderNumber', [word], parse, 2), numeric, bareBehind: LETTER_GAP }];
  });
}

/** What stands behind a label with a colon, else a column with a word that names such a place. */
function sites(row: TextRow, labels: readonly LabelHit[]): Sighting[] {
  const columns: PageWord[][] = [];
  row.words.forEach((word, index) => {
    if (index === 0 || gapBefore(row, index) > COLUMN_GAP) columns.push([word]);
    else columns.at(-1)?.push(word);
  });
  return columns.flatMap((words) => {
    const text = words.map((word) => word.text).join(' ');
    if (text.length > LONGEST_SITE) return [];
    const label = labels.find(
      ({ kind, firstWord, to }) =>
        kind === 'site' && words[0] === row.words[firstWord] && /^\s?:/.test(row.text.slice(to)),
    );
    if (label === undefined) {
      const announced = labels.some(({ firstWord }) => words[0] === row.words[firstWord]);
      return announced || !SITE_WORDS.test(foldText(text)) ? [] : [textSighting('site', words, siteOf, 1)];
    }
    const value = words.filter((word) => (row.starts[row.words.indexOf(word)] as number) > label.to);
    return value.length === 0 ? [] : [textSighting('site', value, siteOf, 2)];
  });
}

function siteOf(text: string): string | null {
  const bare = text.replace(/\s+/g, ' ').replace(/^[\s:.,;|-]+|[\s:.,;|-]+$/g, '');
  return /\p{L}{3}/u.test(bare) ? bare : null;
}

function textSighting(
  field: FieldName,
  words: readonly PageWord[],
  parse: (text: string) => string | null,
  rank: number,
): Sighting {
  return { field, words, numeric: false, bareBefore: true, parse, rank };
}
