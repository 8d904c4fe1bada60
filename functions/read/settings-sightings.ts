import { type PageWord, type TextRow, wordAt } from './page-words.ts';
import type { Sighting } from './sighting.ts';
import type { FieldName } from './types.ts';

/** Paper speeds and gains that carts have (IEC 60601-2-25, with the further settings of common carts). */
const SPEEDS_MM_PER_S = [5, 6.25, 10, 12.5, 25, 50, 100, 200];
const GAINS_MM_PER_MV = [1.25, 2.5, 5, 10, 20, 40];

const SPEED = /(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s?mm\s?[/|lI1i]\s?s(?:ec|ek|eg)?\b/gi;
const GAIN = /(?<![\d.,/])(\d{1,2}(?:[.,]\d{1,2})?)(?:\s?\/\s?\d{1,2}(?:[.,]\d)?)?\s?mm\s?[/|lI1i]\s?m[vy]\b/gi;
const BAND =
  /(?<![\d.,])\d{1,3}(?:[.,]\d{1,3})?\s?(?:Hz)?\s?[-~–—]\s?\d{2,3}\s?Hz(?:[\s,;]{0,2}(?:(?:AC|A0|notch|F|W|S)\s?)?[~]?\s?(?:50|60)\s?(?:Hz|~)?(?![\d.])|\s?(?:[FWS]{1,2}\d{0,2}|AC))?/gi;
const LABELLED =
  /\bfilt(?:er|re|ro|ri)?s?\s?[:.]?\s?(?:[HLDS]\s?)?\d{1,3}(?:[.,]\d+)?\s?(?:Hz)?(?:\s(?:[HLDS]|HUM|AC|MF)[: ]{0,2}\d{1,3}(?:\s?Hz)?){0,2}/gi;
const LOW_PASS = /\bLP\s?\d{2,3}\s?Hz(?:\s{1,3}AC\s?\d\d\s?Hz)?/gi;
const LONE_CUTOFF = /(?<![\d.,~-])(?:20|25|35|40|75|100|150|250|300|350)\s?Hz\b/gi;
const MAINS = /(?<![\d.,])(?:AC\s?(?:50|60)(?:\s?Hz)?|(?:50|60)\s?(?:Hz)?~)/gi;

/** Paper speed, gain and filter as footers print them ("25mm/s 10mm/mV 0.67~25Hz AC50"). */
export function findSettings(row: TextRow): Sighting[] {
  return [
    ...matches(row, SPEED, 'speedMmPerS', (text) => oneOf(text, SPEED, SPEEDS_MM_PER_S)),
    ...gains(row),
    ...filters(row),
  ];
}

/** The limb leads' gain stands for the page where the chest leads have their own. */
function gains(row: TextRow): Sighting[] {
  const all = matches(row, GAIN, 'gainMmPerMv', (text) => oneOf(text, GAIN, GAINS_MM_PER_MV));
  return all.filter(({ words }) => {
    const before = row.words[row.words.indexOf(words[0] as PageWord) - 1];
    return (
      before === undefined || !/^(?:chest|brust\w*|preco\w*|v1?-v?6?|thor\w*|torace|prec\w*)[:.]?$/i.test(before.text)
    );
  });
}

function filters(row: TextRow): Sighting[] {
  const band = matches(row, BAND, 'filter', (text) => filterText(text, BAND));
  if (band.length > 0) return withMains(row, band);
  for (const pattern of [LABELLED, LOW_PASS]) {
    const labelled = matches(row, pattern, 'filter', (text) => filterText(text, pattern));
    if (labelled.length > 0) return labelled;
  }
  const footer = SPEED.test(row.text) || GAIN.test(row.text);
  SPEED.lastIndex = 0;
  GAIN.lastIndex = 0;
  return footer ? matches(row, LONE_CUTOFF, 'filter', (text) => filterText(text, LONE_CUTOFF)) : [];
}

/** The mains filter belongs to the setting when it is printed right behind the band. */
function withMains(row: TextRow, band: readonly Sighting[]): Sighting[] {
  const [first] = band;
  if (!first) return [];
  const last = first.words.at(-1) as PageWord;
  const next = row.words[row.words.indexOf(last) + 1];
  MAINS.lastIndex = 0;
  if (!next || !MAINS.test(next.text.replace(/^ACS/i, 'AC5'))) return [...band];
  const parse = (text: string): string | null => {
    const range = filterText(text, BAND);
    const mains = /AC\s?[S5]?[06]0?/i.test(text) ? /(?:AC)\s?(50|60|S0|S50)/i.exec(text)?.[1] : undefined;
    if (range === null) return null;
    if (/AC/i.test(range)) return range;
    return mains === undefined ? range : `${range} AC${mains.endsWith('60') ? 60 : 50}`;
  };
  return [{ ...first, words: [...first.words, next], parse }];
}

function filterText(text: string, pattern: RegExp): string | null {
  pattern.lastIndex = 0;
  const match = pattern.exec(text.replace(/[–—−]/g, '-'));
  return match === null ? null : match[0].replace(/\s+/g, ' ').replace(/\s?Hz/gi, 'Hz').trim();
}

function oneOf(text: string, pattern: RegExp, allowed: readonly number[]): number | null {
  pattern.lastIndex = 0;
  const match = pattern.exec(text.replace(/(?<=\d)[Oo](?=[\dm ])/g, '0'));
  if (match === null) return null;
  const value = Number((match[1] as string).replace(',', '.'));
  return allowed.includes(value) ? value : null;
}

function matches(
  row: TextRow,
  pattern: RegExp,
  field: FieldName,
  parse: (text: string) => number | string | null,
): Sighting[] {
  return [...row.text.matchAll(pattern)].map((match) => ({
    field,
    words: row.words.slice(wordAt(row, match.index), wordAt(row, match.index + match[0].length - 1) + 1),
    numeric: false,
    parse,
    rank: 2,
  }));
}
