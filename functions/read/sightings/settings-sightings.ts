import type { FieldName } from '../types.ts';
import { gapBefore, type PageWord, type TextRow, wordAt } from '../words/page-words.ts';
import type { Sighting } from './sighting.ts';

/** Paper speeds and gains that carts have (IEC 60601-2-25, with the further settings of common carts). */
const SPEEDS_MM_PER_S = [5, 6.25, 10, 12.5, 25, 50, 100, 200];
const GAINS_MM_PER_MV = [1.25, 2.5, 5, 10, 20, 40];

/** The stroke between units is read as letters, or with one beside it ("mmv/s", "mml/s", "mmvs", "mm/fsec"). */
const SPEED =
  /(?<![\d.,])([\dZ][\dO]{0,2}(?:[.,]\d{1,2})?)\s{0,2}m[mn](?:[yv]?\s?[/|lI1i]{1,2}f?|[yv])\s?s(?:ec|ek|eg)?\b/i;
/** What is one for sure may lose a letter when it is read again ("mvs"). */
const SPEED_AGAIN = /(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s{0,2}m[yv]s\b/i;
/** The unit of a gain. Recognisers read an m that a line crosses as two letters. */
const MM_PER_MV = String.raw`\s{0,2}[mi](?:[mnh]|r\s?[hn])[vy]?\s?[/|lI1ivy]\s?(?:[il]?m|th|[rt]n|rm|in)[vy¥]{1,4}(?!\w)`;
/** "10/5mm/mV" is limb and chest gain. */
const GAIN_PAIR = new RegExp(
  String.raw`(?<![\d.,/])\d[\dO]?(?:[.,]\d{1,2})?\s?\/\s?(\d{1,2}(?:[.,]\d)?|5?S)${MM_PER_MV}`,
  'i',
);
/** Behind the stroke of such a pair only a 5 is one digit long; recognisers read it twice as well ("10/5Smm/mV"). */
const MISREAD_5 = /(\/\s?)(?:6|5?S)(?=\s{0,2}m[mn])/i;
/** The stroke between two gains that was read as a 1 or an l: no cart has a gain of what the digits then make. */
const MISREAD_STROKE = /(?<![\d.,/])(20|10|5|2[.,]5)[1lI|](10|5|2[.,]5|1[.,]25)(?=\s{0,2}m[mn])/g;
/** The limb leads' gain stands for the page. Recognisers like to read its 5 as an S, and its 2 as a Z. */
const GAIN = new RegExp(
  String.raw`(?<![\d.,/])([\dlISZ][\dO]?(?:[.,]\d{1,2})?)(?:\s?\/\s?(?:\d{1,2}(?:[.,]\d)?|5?S))?${MM_PER_MV}`,
  'i',
);
const BAND = /(?<![\d.,])(\d{1,3}(?:[.,]\d{1,3})?)\s?(?:Hz)?\s?[-~–—]\s?(\d{2,3})\s?Hz\b/i;
const LABELLED =
  /\bfilt(?:er|re|ro|ri)?s?\s{0,3}[:.]?\s{0,3}(?:[HLDS]\s?)?\d{1,3}(?:[.,]\d+)?(?:\s?Hz)?(?:\s(?:[HLDS]|HUM|AC|MF)[: ]{0,2}\d{1,3}(?:\s?Hz)?){0,2}/i;
const LOW_PASS = /\bLP\s?\d{2,3}\s?Hz(?:\s{1,3}AC\s?\d\d\s?Hz)?/i;
const LONE_CUTOFF = /(?<![\d.,~-])(?:20|25|35|40|75|100|150|250|300|350)\s?Hz\b/i;

/** How far, in cap heights, the lower limit of a band and its dash stand before the upper one. */
const BAND_GAP = 1.8;
/** What a lower limit or a dash is read as. */
const OF_BAND = /^(?:[^\p{L}\d]+|[\dOoIl.,]+[^\p{L}\d]*|\S*[-~–—=])$/u;

/** Words before a gain that make it the chest leads'. */
const CHEST = /^(?:chest|brust\p{L}*|thora\p{L}*|torace|prec\p{L}*|pr[ée]co\p{L}*|v1?-v?6)[:.]?$/iu;

/** Paper speed, gain and filter as footers print them ("25mm/s 10mm/mV 0.67~25Hz AC50"). */
export function findSettings(row: TextRow): Sighting[] {
  return [
    ...matches(
      row,
      SPEED,
      'speedMmPerS',
      (text) => oneOf(text, SPEED, SPEEDS_MM_PER_S) ?? oneOf(text, SPEED_AGAIN, SPEEDS_MM_PER_S),
    ),
    ...matches(row, GAIN, 'gainMmPerMv', (text) => oneOf(text, GAIN, GAINS_MM_PER_MV)).filter(
      (sighting) => !ofChest(row, sighting),
    ),
    ...filters(row),
  ];
}

/** Gains that are printed for the chest leads alone ("10/5mm/mV", "Chest: 5mm/mV"). */
export function findChestGains(row: TextRow): Sighting[] {
  return [
    ...matches(row, GAIN_PAIR, 'gainMmPerMv', (text) =>
      oneOf(
        text.replace(MISREAD_5, (_, stroke: string) => `${stroke}5`),
        GAIN_PAIR,
        GAINS_MM_PER_MV,
      ),
    ),
    ...matches(row, GAIN, 'gainMmPerMv', (text) => oneOf(text, GAIN, GAINS_MM_PER_MV)).filter((sighting) =>
      ofChest(row, sighting),
    ),
  ];
}

function ofChest(row: TextRow, { words }: Sighting): boolean {
  const before = row.words[row.words.indexOf(words[0] as PageWord) - 1];
  return before !== undefined && CHEST.test(before.text);
}

/** The first of the forms that the row has; a lone cut-off counts only in a footer, beside speed or gain. */
function filters(row: TextRow): Sighting[] {
  const footer = SPEED.test(row.text) || GAIN.test(row.text);
  for (const form of [LABELLED, BAND, LOW_PASS, ...(footer ? [LONE_CUTOFF] : [])]) {
    const found = matches(row, form, 'filter', (text) => filterText(text, form));
    if (found.length === 0) continue;
    if (form === BAND) return found.map((sighting) => withMains(row, sighting));
    return form === LONE_CUTOFF ? found.flatMap((sighting) => wholeCutoff(row, sighting)) : found;
  }
  return [];
}

/** A lone cut-off may be the end of a band whose beginning was misread: nothing but another setting may stand before it. */
function wholeCutoff(row: TextRow, sighting: Sighting): Sighting[] {
  const index = row.words.indexOf(sighting.words[0] as PageWord);
  const gap = gapBefore(row, index);
  if (gap > BAND_GAP) return [{ ...sighting, bareBefore: BAND_GAP }];
  return OF_BAND.test(row.words[index - 1]?.text ?? '') ? [] : [{ ...sighting, bareBefore: Math.max(gap - 0.1, 0.1) }];
}

/** A mains filter belongs to the setting when it is printed right behind the band. */
function withMains(row: TextRow, sighting: Sighting): Sighting {
  const last = row.words.indexOf(sighting.words.at(-1) as PageWord);
  const behind = row.words.slice(last + 1, last + 3);
  const length =
    mainsHz(behind[0]?.text ?? '') !== null ? 1 : mainsHz(behind.map(({ text }) => text).join('')) !== null ? 2 : 0;
  if (length === 0) return sighting;
  const parse = (text: string): string | null => {
    const band = BAND.exec(text);
    const hz = band && mainsHz(text.slice(band.index + band[0].length).replace(/\s/g, ''));
    return band && hz ? `${filterText(text, BAND)} AC${hz}` : null;
  };
  return { ...sighting, words: [...sighting.words, ...behind.slice(0, length)], parse };
}

/** Mains frequency of a print like "AC50", whose 5 recognisers like to read as an S. */
function mainsHz(text: string): 50 | 60 | null {
  const digits = /^A[CG][:.]?([S5sH6GB]{1,3})[0OQ](?:Hz)?[,;]?$/i.exec(text)?.[1];
  if (digits === undefined) return null;
  return /[6GB]/i.test(digits) ? 60 : 50;
}

function filterText(text: string, form: RegExp): string | null {
  const match = form.exec(text.replace(/[–—−]/g, '-'));
  return match === null ? null : match[0].replace(/\s+/g, ' ').replace(/\s?Hz/gi, 'Hz').trim();
}

function oneOf(text: string, form: RegExp, allowed: readonly number[]): number | null {
  const digits = text
    .replace(/(?<![\p{L}\d.,])S(?=[0O]\s?m)/gu, '5')
    .replace(/(?<=[\dlI])O(?=[\dm ])/gi, '0')
    .replace(/(?<![\p{L}\d])[lI](?=\d)/gu, '1')
    .replace(/(?<![\p{L}\d])Z(?=[05.,])/gu, '2')
    .replace(/(?<![\p{L}\d.,])[Ss]5?(?=\s?m[mn])/gu, '5');
  const match = form.exec(digits);
  if (match === null) return null;
  const value = Number((match[1] as string).replace(',', '.'));
  return allowed.includes(value) ? value : null;
}

function matches(
  row: TextRow,
  form: RegExp,
  field: FieldName,
  parse: (text: string) => number | string | null,
): Sighting[] {
  // As long as it was read: words are found by their place in the text.
  const withStroke = (text: string) => text.replace(MISREAD_STROKE, '$1/$2');
  return [...withStroke(row.text).matchAll(new RegExp(form, `${form.flags}g`))].map((match) => ({
    field,
    words: row.words.slice(wordAt(row, match.index), wordAt(row, match.index + match[0].length - 1) + 1),
    numeric: false,
    parse: (text) => parse(withStroke(text)),
    rank: 2,
  }));
}
