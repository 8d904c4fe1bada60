import { squeezeText } from './fold-text.ts';
import type { Box } from './types.ts';

/** A printed word in pixels of the upright page, with where it came from. */
export interface PageWord {
  readonly text: string;
  /** 0…1. */
  readonly confidence: number;
  readonly box: Box;
  readonly capHeightPx: number;
  /** Index of the segment that it was cut from; −1 when the file itself says the text. */
  readonly segment: number;
}

/** Words that stand on one line across the page, left to right, with their text in three forms. */
export interface TextRow {
  readonly words: readonly PageWord[];
  /** Words joined by one space. */
  readonly text: string;
  /** Index into `text` of each word's first character. */
  readonly starts: readonly number[];
}

/** Groups words into rows by their height on the page after taking out the page's lean (dy/dx). */
export function arrangeRows(words: readonly PageWord[], slope: number): TextRow[] {
  const placed = words
    .map((word) => ({ word, y: word.box[1] + word.box[3] / 2 - slope * (word.box[0] + word.box[2] / 2) }))
    .sort((a, b) => a.y - b.y);
  const rows: { y: number; words: PageWord[] }[] = [];
  for (const { word, y } of placed) {
    let home: { y: number; words: PageWord[] } | undefined;
    for (let k = rows.length - 1; k >= 0 && k >= rows.length - 6; k--) {
      const row = rows[k] as { y: number; words: PageWord[] };
      if (Math.abs(row.y - y) < 0.55 * Math.max(word.capHeightPx, 4) && !collides(row.words, word)) {
        home = row;
        break;
      }
    }
    if (home) {
      home.words.push(word);
      home.y += (y - home.y) / home.words.length;
    } else rows.push({ y, words: [word] });
  }
  return rows.map((row) => makeRow(row.words.sort((a, b) => a.box[0] - b.box[0])));
}

function collides(words: readonly PageWord[], word: PageWord): boolean {
  const [left, , width] = word.box;
  return words.some(({ box }) => Math.min(box[0] + box[2], left + width) - Math.max(box[0], left) > 0.5 * width);
}

/** A row from words in reading order. */
export function makeRow(words: readonly PageWord[]): TextRow {
  const starts: number[] = [];
  let text = '';
  for (const word of words) {
    if (text !== '') text += ' ';
    starts.push(text.length);
    text += word.text;
  }
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
