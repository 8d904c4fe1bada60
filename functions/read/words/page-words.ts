import type { Box } from '../types.ts';
import { squeezeText } from './fold-text.ts';

/** A printed word in pixels of the upright page, with where it came from. */
export interface PageWord {
  readonly text: string;
  /** 0…1. */
  readonly confidence: number;
  readonly box: Box;
  readonly capHeightPx: number;
  /** Index of the segment that it was cut from; −1 when the file itself says the text. */
  readonly segment: number;
  /** Numbers that stand apart inside of a word which the recogniser ran together; none for ordinary words. */
  readonly apart?: readonly PageWord[];
  /** Height of the letters' feet at the word's left end, and the line's lean (dy/dx). */
  readonly baselineY: number;
  readonly slope: number;
}

/** Words that stand on one line across the page, left to right, with their text in three forms. */
export interface TextRow {
  readonly words: readonly PageWord[];
  /** Words joined by one space, across columns by three. */
  readonly text: string;
  /** Index into `text` of each word's first character. */
  readonly starts: readonly number[];
}

/** Vertical error, in cap heights, within which a word stands on the line of the word left of it. */
const LINE_SLACK = 0.5;

/**
 * Groups words into rows, top to bottom: each word joins the nearest word left of it on whose line it stands, the line
 * followed along its own lean, so that rows of leaning and photographed pages hold together.
 */
export function arrangeRows(words: readonly PageWord[]): TextRow[] {
  const rows: PageWord[][] = [];
  for (const word of [...words].sort((a, b) => a.box[0] - b.box[0])) {
    let home: PageWord[] | undefined;
    let nearest = Number.POSITIVE_INFINITY;
    for (const row of rows) {
      const last = row.at(-1) as PageWord;
      const gap = word.box[0] - last.box[0] - last.box[2];
      const cap = Math.max(word.capHeightPx, last.capHeightPx, 4);
      const foot = last.baselineY + ((word.slope + last.slope) / 2) * (word.box[0] - last.box[0]);
      if (gap < -0.4 * cap || gap >= nearest || Math.abs(foot - word.baselineY) > LINE_SLACK * cap) continue;
      home = row;
      nearest = gap;
    }
    if (home) home.push(word);
    else rows.push([word]);
  }
  return rows.sort((a, b) => topOf(a) - topOf(b)).map(makeRow);
}

function topOf(row: readonly PageWord[]): number {
  const first = row[0] as PageWord;
  return first.baselineY - first.slope * first.box[0];
}

/** Gap, in cap heights, from which two words stand in different columns. */
const COLUMN_GAP = 1.6;

/** A row from words in reading order. */
export function makeRow(words: readonly PageWord[]): TextRow {
  const starts: number[] = [];
  let text = '';
  words.forEach((word, index) => {
    const before = words[index - 1];
    if (before) text += spaceBetween(before, word) > COLUMN_GAP ? '   ' : ' ';
    starts.push(text.length);
    text += word.text;
  });
  return { words, text, starts };
}

/** Index of the word that holds character `at` of the row's text. */
export function wordAt(row: TextRow, at: number): number {
  let index = row.starts.length - 1;
  while (index > 0 && (row.starts[index] as number) > at) index--;
  return index;
}

/** Space before a word, in cap heights; infinite before the first. */
export function gapBefore(row: TextRow, index: number): number {
  const word = row.words[index];
  const before = row.words[index - 1];
  if (!word || !before) return Number.POSITIVE_INFINITY;
  return spaceBetween(before, word);
}

function spaceBetween(before: PageWord, word: PageWord): number {
  return (word.box[0] - before.box[0] - before.box[2]) / Math.max(word.capHeightPx, before.capHeightPx, 1);
}

/** Box around words. */
export function boxAround(words: readonly PageWord[]): Box {
  const left = Math.min(...words.map(({ box }) => box[0]));
  const top = Math.min(...words.map(({ box }) => box[1]));
  const right = Math.max(...words.map(({ box }) => box[0] + box[2]));
  const bottom = Math.max(...words.map(({ box }) => box[1] + box[3]));
  return [left, top, right - left, bottom - top];
}

/** The row's letters and digits with, for each, its index in `row.text`. */
export function squeezeRow(row: TextRow): { readonly text: string; readonly at: readonly number[] } {
  let text = '';
  const at: number[] = [];
  for (let index = 0; index < row.text.length; index++) {
    for (const letter of squeezeText(row.text[index] as string)) {
      text += letter;
      at.push(index);
    }
  }
  return { text, at };
}
