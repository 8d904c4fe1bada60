import type { InkComponent } from '../ink/components.ts';
import type { Box } from '../types.ts';
import type { TextSegment } from './text-segments.ts';

/** A recognised word along its line, page pixels. */
export interface WordSpan {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Farthest, in cap heights, that a letter and a dot stand outside of the box of their word. */
const NEAREST_GLYPH = 0.4;
const NEAREST_MARK = 0.12;
/** Glyphs lower than this, in cap heights, are marks. */
const LOWEST_LETTER = 0.55;
/** Glyphs that stand closer than this, in cap heights, are of one printed word. */
const LETTER_GAP = 0.26;
/** Share of a printed word, or of the recogniser's, that both must have in common for them to be the same. */
const COMMON_SHARE = 0.3;
/** A space is this wide at least, in cap heights and in the widest gaps within words; glyphs and letters of a word differ by this share at most. */
const NARROWEST_SPACE = 0.22;
const SPACE_OVER_GAPS = 1.3;
const UNLIKE_SHARE = 0.34;
/** A word whose span lies in another's by this share was read twice. */
const DOUBLED_SHARE = 0.6;

/**
 * The boxes of a segment's words from their ink. The recogniser's own boxes miss letters at the ends and run into the
 * next word. Where the print has as many words as were read, with about as many letters, they match in order; else a printed
 * word (glyphs without a space between) goes whole to the only word that it meets, and where it meets several, each glyph
 * goes to the nearest. Null for a word that got no ink: the recogniser made it up, or read a print twice.
 */
export function wordBoxes(segment: TextSegment, spans: readonly WordSpan[]): (Box | null)[] {
  const { glyphs, capHeightPx } = segment;
  const inOrder = matchInOrder(segment, spans);
  if (inOrder) return inOrder;
  const boxes: ([number, number, number, number] | null)[] = spans.map(() => null);
  const distinct = spans.map(
    (span, index) => !spans.some((other, k) => k !== index && swallows(other, k, span, index)),
  );
  const give = (glyph: InkComponent, index: number): void => {
    const { left, top, right, bottom } = glyph;
    const box = boxes[index];
    if (!box && startsTall(spans[index]?.text ?? '') && bottom - top < LOWEST_LETTER * capHeightPx) return;
    boxes[index] = box
      ? [Math.min(box[0], left), Math.min(box[1], top), Math.max(box[2], right), Math.max(box[3], bottom)]
      : [left, top, right, bottom];
  };
  for (const printed of printedWords(glyphs, capHeightPx)) {
    const from = Math.min(...printed.map(({ left }) => left));
    const to = Math.max(...printed.map(({ right }) => right));
    const met = spans.flatMap((span, index) => {
      const common = Math.min(to, span.to) - Math.max(from, span.from);
      const least = COMMON_SHARE * Math.min(to - from, span.to - span.from);
      return distinct[index] && common > least ? [index] : [];
    });
    for (const glyph of printed) {
      const index = met.length === 1 ? (met[0] as number) : nearestSpan(glyph, spans, distinct, capHeightPx);
      if (index >= 0) give(glyph, index);
    }
  }
  return boxes.map((box) => box && [box[0], box[1], box[2] - box[0], box[3] - box[1]]);
}

/** The words one by one on the printed words that the widest gaps part; null where number or lengths do not fit. */
function matchInOrder({ glyphs, capHeightPx }: TextSegment, spans: readonly WordSpan[]): Box[] | null {
  const letters = glyphs.filter(({ top, bottom }) => bottom - top >= LOWEST_LETTER * capHeightPx);
  const gaps = letters.slice(1).map((glyph, index) => barePx(letters[index] as InkComponent, glyph, glyphs));
  const sorted = [...gaps].sort((a, b) => b - a);
  const space = sorted[spans.length - 2] ?? Number.POSITIVE_INFINITY;
  const within = Math.max(sorted[spans.length - 1] ?? 0, 1);
  if (letters.length < spans.length || space < Math.max(NARROWEST_SPACE * capHeightPx, SPACE_OVER_GAPS * within))
    return null;
  const words: InkComponent[][] = [];
  letters.forEach((glyph, index) => {
    if (index === 0 || (gaps[index - 1] as number) >= space) words.push([glyph]);
    else words.at(-1)?.push(glyph);
  });
  const fits = words.every((word, index) => {
    const printed = (spans[index]?.text ?? '').replace(/[^\p{L}\d]/gu, '').length;
    return printed > 0 && Math.abs(printed - word.length) <= Math.max(1, UNLIKE_SHARE * printed);
  });
  return fits && words.length === spans.length
    ? words.map((word, index) => withMarks(word, glyphs, capHeightPx, spans[index]?.text ?? ''))
    : null;
}

/** The widest bare stretch between two letters: a dash between them fills the gap, and may be a sign. */
function barePx(before: InkComponent, next: InkComponent, glyphs: readonly InkComponent[]): number {
  let edge = before.right;
  let widest = 0;
  for (const { left, right } of glyphs) {
    if (left < before.right || left > next.left) continue;
    widest = Math.max(widest, left - edge);
    edge = Math.max(edge, right);
  }
  return widest;
}

/** The box around a word's letters and the marks within or right beside them; a colon before the word is not part of it. */
function withMarks(
  word: readonly InkComponent[],
  glyphs: readonly InkComponent[],
  capHeightPx: number,
  text: string,
): Box {
  const left = Math.min(...word.map((glyph) => glyph.left));
  const right = Math.max(...word.map((glyph) => glyph.right));
  const reach = NEAREST_GLYPH * capHeightPx;
  const marks = glyphs.filter(
    (glyph) =>
      glyph.bottom - glyph.top < LOWEST_LETTER * capHeightPx &&
      glyph.right > (startsTall(text) ? left : left - reach) &&
      glyph.left < (endsTall(text) ? right : right + reach),
  );
  const all = [...word, ...marks];
  const top = Math.min(...all.map((glyph) => glyph.top));
  const [from, to] = [Math.min(...all.map((glyph) => glyph.left)), Math.max(...all.map((glyph) => glyph.right))];
  return [from, top, to - from, Math.max(...all.map((glyph) => glyph.bottom)) - top];
}

function startsTall(text: string): boolean {
  return /^[\p{L}\d]/u.test(text);
}

function endsTall(text: string): boolean {
  return /[\p{L}\d]$/u.test(text);
}

function swallows(other: WordSpan, k: number, span: WordSpan, index: number): boolean {
  const own = span.to - span.from;
  const wide = other.to - other.from;
  if (own > wide || (own === wide && index < k)) return false;
  return Math.min(other.to, span.to) - Math.max(other.from, span.from) > DOUBLED_SHARE * own;
}

function printedWords(glyphs: readonly InkComponent[], capHeightPx: number): InkComponent[][] {
  const words: InkComponent[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const glyph of glyphs) {
    if (glyph.left - right > LETTER_GAP * capHeightPx) words.push([glyph]);
    else words.at(-1)?.push(glyph);
    right = Math.max(right, glyph.right);
  }
  return words;
}

/** The word that a glyph stands in or right beside; −1 when none is near. */
function nearestSpan(
  { left, top, right, bottom }: InkComponent,
  spans: readonly WordSpan[],
  distinct: readonly boolean[],
  capHeightPx: number,
): number {
  const centre = (left + right) / 2;
  let nearest = -1;
  let distance = Number.POSITIVE_INFINITY;
  spans.forEach(({ from, to }, index) => {
    const away = Math.max(from - centre, centre - to, 0);
    if (distinct[index] && away < distance) {
      nearest = index;
      distance = away;
    }
  });
  const near = bottom - top > LOWEST_LETTER * capHeightPx ? NEAREST_GLYPH : NEAREST_MARK;
  return distance > near * capHeightPx ? -1 : nearest;
}
