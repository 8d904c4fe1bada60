import type { FieldName } from '../types.ts';
import { foldText } from '../words/fold-text.ts';
import { digitsOf, isMissingMark, parseNumber } from '../words/numerals.ts';
import { type PageWord, type TextRow, wordAt } from '../words/page-words.ts';
import { type Quantity, type Unit, unitOf } from '../words/units.ts';
import { type ValueToken, type ValueTokens, valueTokens } from '../words/value-tokens.ts';
import type { LabelHit } from './label-search.ts';
import type { LabelKind } from './labels.ts';
import type { Sighting } from './sighting.ts';

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
  rv5: { field: 'rv5Mv', quantity: 'voltage' },
  sv1: { field: 'sv1Mv', quantity: 'voltage' },
};

/** What ends with a sign that joins it to the next label was the label's first half, misread. */
const JOINED = /(\S?[+/])\s?$/;

const VOLTAGE_SUM = { field: 'rv5PlusSv1Mv', quantity: 'voltage' } as const;

const TUPLE: Partial<Record<LabelKind, { readonly fields: readonly FieldName[]; readonly quantity: Quantity }>> = {
  qtPair: { fields: ['qtMs', 'qtcMs'], quantity: 'time' },
  axes: { fields: ['pAxisDeg', 'qrsAxisDeg', 'tAxisDeg'], quantity: 'angle' },
  rv5sv1: { fields: ['rv5Mv', 'sv1Mv'], quantity: 'voltage' },
};

/** With a unit of degrees the label of a wave means its axis. */
const AXIS_OF_WAVE: Partial<Record<LabelKind, FieldName>> = { p: 'pAxisDeg', qrs: 'qrsAxisDeg' };

/** Labels that other things carry too: their value counts only with its unit. */
const NEEDS_UNIT: ReadonlySet<LabelKind> = new Set(['p', 'rr']);

/** A sign stands closer to its number than this, in cap heights, and a missing value further off. */
const SIGN_GAP = 0.9;

/** Numbers of one row of values stand closer than this, in cap heights. */
const NEXT_VALUE_GAP = 6;

/** Digits of one number stand closer than this, in cap heights. */
const DIGIT_GAP = 0.16;

/** Values printed right of measurement labels in a row; `columns` says what words are labels by what stands below them. `axesApart`: the page has a heading or a column for axes. */
export function findMeasurements(
  row: TextRow,
  labels: readonly LabelHit[],
  columns: ReadonlyMap<PageWord, LabelKind>,
  axesApart: boolean,
): Sighting[] {
  return withLoneWaves(row, labels, columns).flatMap((label, index, all) => {
    const value = valueTokens(row, label.to, all[index + 1]?.from ?? row.text.length);
    const word = row.words[label.firstWord] as PageWord;
    const kind = columns.get(word) ?? label.kind;
    const sum = { ...VOLTAGE_SUM, kind, needsUnit: false };
    if (kind === 'rv5sv1' && row.text.slice(label.from, label.to).includes('+')) return singleSighting(sum, value);
    const joined = kind === 'sv1' ? JOINED.exec(row.text.slice(0, label.from)) : null;
    if (joined) return joined[1] === '5+' ? singleSighting(sum, value) : [];
    const tuple = TUPLE[kind];
    if (tuple) return tupleSightings(tuple.fields, tuple.quantity, value);
    const single = SINGLE[kind];
    const bareQrs = axesApart && kind === 'qrs' && label.to - label.from === 3;
    return single ? singleSighting({ ...single, kind, needsUnit: NEEDS_UNIT.has(kind) || bareQrs }, value) : [];
  });
}

/** A lone letter, such as T, an R that stands for QRS, or what P was read as, is a label only in a column of labels. */
function withLoneWaves(
  row: TextRow,
  labels: readonly LabelHit[],
  columns: ReadonlyMap<PageWord, LabelKind>,
): LabelHit[] {
  const added = row.words.flatMap((word, index) => {
    const kind = columns.get(word);
    const from = row.starts[index] as number;
    if (kind === undefined || labels.some((label) => label.from === from)) return [];
    return [{ kind, from, to: from + word.text.replace(/[:.]$/, '').length, firstWord: index }];
  });
  const degrees = labels.length === 0 ? [] : loneTWithDegrees(row);
  return [...labels, ...added, ...degrees.filter((hit) => !added.some((other) => other.from === hit.from))].sort(
    (a, b) => a.from - b.from,
  );
}

function loneTWithDegrees(row: TextRow): LabelHit[] {
  return [...row.text.matchAll(/(?<=^|\s)T ?:? ?-?\d{1,3} ?°/g)].map((match) => ({
    kind: 'axisT' as const,
    from: match.index,
    to: match.index + 1,
    firstWord: wordAt(row, match.index),
  }));
}

interface Single {
  readonly field: FieldName;
  readonly quantity: Quantity;
  readonly kind: LabelKind;
  readonly needsUnit: boolean;
}

function singleSighting({ field, quantity, kind, needsUnit }: Single, value: ValueTokens): Sighting[] {
  const token = value.tokens[0];
  if (!token) return [];
  if (token.word.apart) return [];
  if (isMissingMark(token.text)) return needsUnit ? [] : [missing(field, token.word)];
  const match = /^([-–—−~+]?\d[\dOolISB|]*(?:[.,]\d+)?)(.*)$/.exec(digitsAtStart(token.text));
  if (!match) return [];
  const behind = match[2] as string;
  const unit = unitOf(behind === '' ? value.rest(1) : foldText(behind).trim());
  // "AXIS 79/31/-54" is what is left of "P/QRS/T AXIS": the number is one of several, and not the first is meant.
  if (unit === undefined && !/^[°º.,;:)]*$/.test(behind)) return [];
  const axis = unit === 'angle' ? AXIS_OF_WAVE[kind] : undefined;
  if (axis === undefined && !fits(unit, quantity, needsUnit)) return [];
  const whole = behind.replace(/[°º,;]/g, '') === '' && token.offset === 0;
  const meant = axis === undefined ? quantity : 'angle';
  const reading = (text: string): string => (whole ? text : leadingNumber(text.slice(token.offset)));
  return [
    {
      field: axis ?? field,
      words: [token.word],
      numeric: whole,
      ...(whole ? { bareBefore: true, bareBehind: DIGIT_GAP } : {}),
      signed: meant === 'angle',
      rank: unit === undefined ? 2 : 2.5,
      parse: (text) => quantityOf(reading(text), meant, unit === 'seconds'),
    },
  ];
}

function tupleSightings(fields: readonly FieldName[], quantity: Quantity, value: ValueTokens): Sighting[] {
  const parts: { text: string; word: PageWord; index: number; of: number }[] = [];
  for (const { text, word } of withoutColon(value.tokens, fields.length).flatMap(numbersApart)) {
    const pieces = splitPair(text);
    if (pieces.length === 0) continue;
    if (!pieces.every((piece) => isMissingMark(piece) || parseNumber(piece) !== null)) break;
    const before = parts.at(-1);
    if (before && isLooseSign(before, word)) return [];
    parts.push(...pieces.map((piece, index) => ({ text: piece, word, index, of: pieces.length })));
    if (parts.length >= fields.length) break;
  }
  if (parts.length !== fields.length || hasOneMore(value.tokens, parts.at(-1)?.word)) return [];
  return parts.map(({ text, word, index, of }, position): Sighting => {
    const field = fields[position] as FieldName;
    if (isMissingMark(text)) return missing(field, word);
    return {
      field,
      words: [word],
      numeric: true,
      bareBefore: true,
      bareBehind: DIGIT_GAP,
      // The sign of a number inside of a word is told by its readings alone.
      signed: quantity === 'angle' && index === 0,
      rank: 2.5,
      parse: (reading) => {
        const pieces = splitPair(reading.replace(/\s+/g, ''));
        return pieces.length === of ? quantityOf(pieces[index] as string, quantity, false) : null;
      },
    };
  });
}

/** A lone dash right before a number may be its sign that was read apart: then it is no missing value, and the rest is shifted. */
function isLooseSign(mark: { readonly text: string; readonly word: PageWord }, next: PageWord): boolean {
  const gap = next.box[0] - mark.word.box[0] - mark.word.box[2];
  return /^[-–—]$/.test(mark.text) && mark.word !== next && gap < SIGN_GAP * next.capHeightPx;
}

/** Whether a further number stands right behind the last: then one before it was no part of the value, and none can be told. */
function hasOneMore(tokens: readonly ValueToken[], last: PageWord | undefined): boolean {
  const next = tokens[tokens.findLastIndex(({ word }) => word === last || word.apart?.includes(last as PageWord)) + 1];
  if (!last || !next || parseNumber(next.text) === null) return false;
  return next.word.box[0] - last.box[0] - last.box[2] < NEXT_VALUE_GAP * last.capHeightPx;
}

/** A token that holds several numbers as one token each. */
function numbersApart(token: ValueToken): readonly ValueToken[] {
  if (token.offset > 0 || !token.word.apart) return [token];
  return token.word.apart.map((word) => ({ text: word.text, word, offset: 0 }));
}

/** A colon before a pair of numbers is often read as a digit of its own. */
function withoutColon(tokens: readonly ValueToken[], count: number): readonly ValueToken[] {
  const [first, second] = tokens;
  const stray =
    first !== undefined && /^[1Il|!.,:;]$/.test(first.text) && splitPair(second?.text ?? '').length === count;
  return stray ? tokens.slice(1) : tokens;
}

/** "392/457" and "52-41" in their numbers. */
function splitPair(text: string): string[] {
  return (
    digitsOf(text)
      .replace(/(?<=\d)-(?=\d)/g, '/-')
      // The dashes of a missing first value are lost more often than the stroke behind them.
      .replace(/^\/(?=-?\d+\/)/, '--/')
      .split('/')
      .map((piece) => piece.replace(/[,;:°º]+$/, ''))
      .filter((piece) => piece !== '')
  );
}

function missing(field: FieldName, word: PageWord): Sighting {
  return { field, words: [word], missing: true, numeric: false, rank: 2, parse: () => null };
}

function fits(unit: Unit | undefined, quantity: Quantity, needsUnit: boolean): boolean {
  if (unit === undefined) return !needsUnit;
  return unit === quantity || (unit === 'seconds' && quantity === 'time');
}

function digitsAtStart(text: string): string {
  return text.replace(
    /^([-–—−~+]?)([OoIl|])(?=[\dOolI|]{1,3}\b)/,
    (_, sign: string, letter: string) => sign + digitsOf(letter),
  );
}

function leadingNumber(text: string): string {
  return /^[\s:.=]*([-–—−~+]?\d+(?:[.,]\d+)?)/.exec(text)?.[1] ?? '';
}

const MOST_MV = 10;

/** Times in ms (seconds are told by their unit or their size), rates and angles as whole numbers, voltages in mV; null for anything else. */
function quantityOf(text: string, quantity: Quantity, inSeconds: boolean): number | null {
  const printed = digitsOf(text).replace(/[°º]/g, '');
  const value = parseNumber(printed);
  if (value === null) return null;
  // A point that was lost would make 1.48 mV of 148, a stroke before it 11.48: voltages are printed with decimals, and no heart gives ten millivolts.
  if (quantity === 'voltage') return /\d[.,]\d/.test(printed) && Math.abs(value) < MOST_MV ? value : null;
  if (quantity === 'time' && (inSeconds || (value > 0 && value < 3))) return Math.round(value * 1000);
  if (Number.isInteger(value)) return value;
  return quantity === 'angle' ? null : Math.round(value);
}
