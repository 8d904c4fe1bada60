import { foldText } from './fold-text.ts';
import type { LabelHit } from './label-search.ts';
import type { LabelKind } from './labels.ts';
import { digitsOf, isMissingMark, parseNumber } from './numerals.ts';
import { gapBefore, type PageWord, type TextRow, wordAt } from './page-words.ts';
import type { Sighting } from './sighting.ts';
import type { FieldName } from './types.ts';

/** Column gap, in cap heights, over which a value may stand from its label. */
const FARTHEST_VALUE_IN_HEIGHTS = 26;

type Quantity = 'rate' | 'time' | 'angle';

const SINGLE: Partial<Record<LabelKind, { readonly field: FieldName; readonly quantity: Quantity }>> = {
  rate: { field: 'heartRateBpm', quantity: 'rate' },
  rr: { field: 'rrMs', quantity: 'time' },
  p: { field: 'pMs', quantity: 'time' },
  pr: { field: 'prMs', quantity: 'time' },
  qrs: { field: 'qrsMs', quantity: 'time' },
  qt: { field: 'qtMs', quantity: 'time' },
  qtc: { field: 'qtcMs', quantity: 'time' },
  axisP: { field: 'pAxisDeg', quantity: 'angle' },
  axisQrs: { field: 'qrsAxisDeg', quantity: 'angle' },
  axisT: { field: 'tAxisDeg', quantity: 'angle' },
};

const TUPLE: Partial<Record<LabelKind, { readonly fields: readonly FieldName[]; readonly quantity: Quantity }>> = {
  qtPair: { fields: ['qtMs', 'qtcMs'], quantity: 'time' },
  axes: { fields: ['pAxisDeg', 'qrsAxisDeg', 'tAxisDeg'], quantity: 'angle' },
};

const UNITS: readonly { readonly quantity: Quantity | 'seconds' | 'foreign'; readonly pattern: RegExp }[] = [
  {
    quantity: 'rate',
    pattern:
      /^(?:b\.?p\.?m\.?|8pm|\/ ?min|1\/min|min-?1|b\/min|s\/min|lpm|ppm|\/dk|atim\/dk|vuru|bat|lat\/min|slagen|uderz|ud\/min|sp?m)/,
  },
  { quantity: 'time', pattern: /^m ?s(?:ec|ek)?\b|^rns\b/ },
  { quantity: 'seconds', pattern: /^(?:s|sec|sek)\b/ },
  { quantity: 'angle', pattern: /^(?:°|º|deg|grad|grados|gradi|graus|stopni|derece)/ },
  { quantity: 'foreign', pattern: /^(?:\/ ?\d|mm|hz|mv|cm|kg|lb|%|yr|year|jahr|ans|anos|hpa|db|[:.] ?\d\d)/ },
];

/** Values printed right of measurement labels in a row. */
export function findMeasurements(row: TextRow, labels: readonly LabelHit[], axisBlock: boolean): Sighting[] {
  const sightings: Sighting[] = [];
  labels.forEach((label, index) => {
    const end = labels[index + 1]?.from ?? row.text.length;
    const single =
      SINGLE[axisBlock && label.kind === 'qrs' ? 'axisQrs' : axisBlock && label.kind === 'p' ? 'axisP' : label.kind];
    const tuple = TUPLE[label.kind];
    const value = valueTokens(row, label.to, end);
    if (tuple) sightings.push(...tupleSightings(tuple.fields, tuple.quantity, value));
    else if (single) sightings.push(...singleSighting(single.field, single.quantity, value, label));
  });
  if (axisBlock) sightings.push(...loneT(row, labels));
  return sightings;
}

/** Words after a label with what part of the first belongs to the value. */
interface ValueTokens {
  readonly tokens: readonly { readonly text: string; readonly word: PageWord; readonly offset: number }[];
  readonly rest: (token: number) => string;
}

function valueTokens(row: TextRow, from: number, to: number): ValueTokens {
  const tokens: { text: string; word: PageWord; offset: number; at: number }[] = [];
  const first = wordAt(row, from);
  for (let index = first; index < row.words.length; index++) {
    const start = row.starts[index] as number;
    if (start >= to) break;
    const word = row.words[index] as PageWord;
    if (start >= from && gapBefore(row, index) > FARTHEST_VALUE_IN_HEIGHTS) break;
    const skipped = Math.max(0, from - start);
    const text = word.text.slice(skipped, Math.max(0, to - start));
    const bare = text.replace(/^[\s:.=)\]]+/, '');
    if (bare !== '')
      tokens.push({
        text: bare,
        word,
        offset: skipped + text.length - bare.length,
        at: start + skipped + text.length - bare.length,
      });
  }
  return {
    tokens,
    rest: (token) => {
      const after = tokens[token];
      return after === undefined ? '' : foldText(row.text.slice(after.at, to)).trim();
    },
  };
}

function singleSighting(field: FieldName, quantity: Quantity, value: ValueTokens, label: LabelHit): Sighting[] {
  const token = value.tokens[0];
  if (!token) return [];
  if (isMissingMark(token.text)) return [missing(field, token.word)];
  const match = /^([-–—−~+]?[\d][\dOolISB|]*(?:[.,]\d+)?)(.*)$/.exec(digitsAtStart(token.text));
  if (!match) return [];
  const unitText = (match[2] ?? '') !== '' ? foldText(match[2] as string).trim() : value.rest(1);
  const unit = UNITS.find(({ pattern }) => pattern.test(unitText))?.quantity;
  const needed = label.to - label.from === 1;
  if (!fits(unit, quantity, needed)) return [];
  const whole = (match[2] ?? '') === '' && token.offset === 0;
  const inSeconds = unit === 'seconds';
  return [
    {
      field,
      words: [token.word],
      numeric: whole,
      signed: quantity === 'angle',
      rank: 2,
      parse: (text) => quantityOf(whole ? text : leadingNumber(text.slice(token.offset)), quantity, inSeconds),
    },
  ];
}

function tupleSightings(fields: readonly FieldName[], quantity: Quantity, value: ValueTokens): Sighting[] {
  const parts: { text: string; word: PageWord; index: number; of: number }[] = [];
  for (const { text, word } of value.tokens) {
    const pieces = digitsOf(text)
      .split('/')
      .map((piece) => piece.replace(/[,;:°]+$/, ''))
      .filter((piece) => piece !== '');
    if (pieces.length === 0) continue;
    if (!pieces.every((piece) => isMissingMark(piece) || parseNumber(piece) !== null)) break;
    parts.push(...pieces.map((piece, index) => ({ text: piece, word, index, of: pieces.length })));
    if (parts.length >= fields.length) break;
  }
  if (parts.length !== fields.length) return [];
  return parts.map(({ text, word, index, of }, position): Sighting => {
    const field = fields[position] as FieldName;
    if (isMissingMark(text)) return missing(field, word);
    return {
      field,
      words: [word],
      numeric: true,
      signed: quantity === 'angle' && of === 1,
      rank: 2,
      parse: (reading) => {
        const pieces = digitsOf(reading)
          .replace(/\s+/g, '')
          .split('/')
          .filter((piece) => piece !== '');
        return pieces.length === of ? quantityOf(pieces[index] ?? '', quantity, false) : null;
      },
    };
  });
}

/** In an axis block the T axis stands behind a lone T. */
function loneT(row: TextRow, labels: readonly LabelHit[]): Sighting[] {
  const index = row.words.findIndex(({ text }) => /^T[:.]?$/.test(text));
  if (index < 0) return [];
  const from = (row.starts[index] as number) + 1;
  const end = labels.find((label) => label.from > from)?.from ?? row.text.length;
  const label: LabelHit = { kind: 'axisT', from: from - 1, to: from, firstWord: index };
  return singleSighting('tAxisDeg', 'angle', valueTokens(row, from, end), { ...label, from: from - 2 });
}

function missing(field: FieldName, word: PageWord): Sighting {
  return { field, words: [word], missing: true, numeric: false, rank: 2, parse: () => null };
}

function fits(unit: Quantity | 'seconds' | 'foreign' | undefined, quantity: Quantity, needed: boolean): boolean {
  if (unit === undefined) return !needed;
  return unit === quantity || (unit === 'seconds' && quantity === 'time');
}

function digitsAtStart(text: string): string {
  return text.replace(
    /^([-–—−~+]?)[OoIl|](?=[\dOolI|]{1,3}\b)/,
    (_, sign: string) => `${sign}${digitsOf(text.slice(sign.length, sign.length + 1))}`,
  );
}

function leadingNumber(text: string): string {
  return /^[\s:.=]*([-–—−~+]?\d+(?:[.,]\d+)?)/.exec(text)?.[1] ?? '';
}

function quantityOf(text: string, quantity: Quantity, inSeconds: boolean): number | null {
  const value = parseNumber(digitsOf(text));
  if (value === null) return null;
  if (quantity === 'time' && (inSeconds || (value > 0 && value < 3))) return Math.round(value * 1000);
  return Number.isInteger(value) ? value : quantity === 'angle' ? null : Math.round(value);
}
