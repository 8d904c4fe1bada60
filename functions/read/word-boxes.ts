import type { InkComponent } from './components.ts';
import type { TextSegment } from './text-segments.ts';
import type { Box } from './types.ts';

/** A recognised word along its line, page pixels, and whether it begins with a letter or digit. */
export interface WordSpan {
  readonly from: number;
  readonly to: number;
  readonly startsTall: boolean;
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
/** A word whose span lies in another's by this share was read twice. */
const DOUBLED_SHARE = 0.6;

/**
 * The boxes of a segment's words from their ink. The recogniser's own boxes miss letters at the ends and run into the
 * next word, so a printed word (glyphs without a space between) goes whole to the only word that it meets; where it meets
 * several, each glyph goes to the nearest. Null for a word that got no ink: the recogniser made it up, or read a print twice.
 */
export function wordBoxes({ glyphs, capHeightPx }: TextSegment, spans: readonly WordSpan[]): (Box | null)[] {
  const boxes: ([number, number, number, number] | null)[] = spans.map(() => null);
  const distinct = spans.map(
    (span, index) => !spans.some((other, k) => k !== index && swallows(other, k, span, index)),
  );
  const give = (glyph: InkComponent, index: number): void => {
    const { left, top, right, bottom } = glyph;
    const box = boxes[index];
    if (!box && spans[index]?.startsTall && bottom - top < LOWEST_LETTER * capHeightPx) return;
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
