import { onOneLine } from './choose-segments.ts';
import type { Ink } from './ink.ts';
import { cutLine, type LineImage, type Stretch } from './line-image.ts';
import type { OcrPool } from './ocr-pool.ts';
import type { PageWord } from './page-words.ts';
import { splitNumber } from './split-number.ts';
import type { TextSegment } from './text-segments.ts';
import type { Box } from './types.ts';

/** Cap height of the first pass: x-height about 29 px, in the range that the recogniser was trained for. */
const FIRST_PASS_CAP_PX = 40;
const SECOND_TRY_CAP_PX = 48;
/** A word with this confidence is print. */
const SURE = 0.75;
const MOST_GLYPHS_OF_WORD = 9;
/** Farthest, in cap heights, that a letter and a dot stand outside of the box of their word. */
const NEAREST_GLYPH = 0.4;
const NEAREST_MARK = 0.12;

/** Darkness below this share of the ink threshold is paper or grid. */
const FLOOR_SHARE = 0.55;

/** Darkness, in shares of the ink threshold, that still belongs to a stroke; how far it is followed, in cap heights. */
const FAINT_SHARE = 0.75;
const FARTHEST_FAINT_INK = 0.5;

/**
 * The words of all segments, one recognition a segment, as many at a time as the pool has recognisers. A segment that says
 * nothing as a line, although print stands beside it, is tried again as one word.
 */
export async function recogniseSegments(segments: readonly TextSegment[], ink: Ink, ocr: OcrPool): Promise<PageWord[]> {
  const first = await Promise.all(segments.map((_, index) => recogniseSegment(segments, index, ink, ocr, 'line')));
  const print = segments.filter((_, index) =>
    first[index]?.some(({ confidence, text }) => confidence > SURE && text.length > 1),
  );
  const words = await Promise.all(
    segments.map((segment, index) => {
      const found = first[index] ?? [];
      const again =
        found.length === 0 &&
        segment.glyphs.length <= MOST_GLYPHS_OF_WORD &&
        print.some((line) => onOneLine(line, segment));
      return again ? recogniseSegment(segments, index, ink, ocr, 'word') : found;
    }),
  );
  return words.flat();
}

async function recogniseSegment(
  segments: readonly TextSegment[],
  index: number,
  ink: Ink,
  ocr: OcrPool,
  mode: 'line' | 'word',
): Promise<PageWord[]> {
  const segment = segments[index] as TextSegment;
  const image = cutLine(
    ink.print,
    segment,
    inkRange(ink, segment),
    mode === 'line' ? FIRST_PASS_CAP_PX : SECOND_TRY_CAP_PX,
  );
  const found = await ocr.recognise(image, mode);
  const spans = found.map((word) => ({
    from: image.originX + word.left * image.pagePxPerPx,
    to: image.originX + word.right * image.pagePxPerPx,
  }));
  const boxes = glyphBoxes(
    segment,
    spans,
    found.map(({ text }) => /^[\p{L}\d]/u.test(text)),
  );
  return found.map((word, position): PageWord => {
    const span = spans[position] as { from: number; to: number };
    const box = boxes[position] ?? [span.from, segment.top, span.to - span.from, segment.bottom - segment.top];
    const read: PageWord = {
      text: word.text,
      confidence: word.confidence,
      box,
      capHeightPx: segment.capHeightPx,
      segment: index,
      baselineY: segment.baseline + segment.slope * (box[0] - segment.left),
      slope: segment.slope,
    };
    const apart = splitNumber(read, segment);
    return apart ? { ...read, apart } : read;
  });
}

/**
 * The recogniser's word boxes can miss a letter at their ends, so each glyph is given to the word that it stands in or
 * right beside, and a word's box is the box around its glyphs; null for a word that got none. A colon before a word that begins with a
 * letter or digit (`startsTall`) is not part of it.
 */
function glyphBoxes(
  segment: TextSegment,
  spans: readonly { readonly from: number; readonly to: number }[],
  startsTall: readonly boolean[],
): (Box | null)[] {
  const boxes: ([number, number, number, number] | null)[] = spans.map(() => null);
  for (const { left, top, right, bottom } of segment.glyphs) {
    const centre = (left + right) / 2;
    let nearest = -1;
    let distance = Number.POSITIVE_INFINITY;
    spans.forEach(({ from, to }, index) => {
      const away = Math.max(from - centre, centre - to, 0);
      if (away < distance) {
        nearest = index;
        distance = away;
      }
    });
    const near = bottom - top > 0.55 * segment.capHeightPx ? NEAREST_GLYPH : NEAREST_MARK;
    if (nearest < 0 || distance > near * segment.capHeightPx) continue;
    const box = boxes[nearest];
    if (!box && startsTall[nearest] && bottom - top < 0.55 * segment.capHeightPx) continue;
    if (!box) boxes[nearest] = [left, top, right, bottom];
    else
      boxes[nearest] = [
        Math.min(box[0], left),
        Math.min(box[1], top),
        Math.max(box[2], right),
        Math.max(box[3], bottom),
      ];
  }
  return boxes.map((box) => box && [box[0], box[1], box[2] - box[0], box[3] - box[1]]);
}

/** Cuts words of one or more neighbouring segments out again; null when they lie on different lines. */
export function cutWords(
  words: readonly PageWord[],
  segments: readonly TextSegment[],
  ink: Ink,
  capHeightPx: number,
): LineImage | null {
  const own = words.map((word) => segments[word.segment]);
  const [first] = own;
  if (!first || own.some((segment) => segment === undefined)) return null;
  const left = Math.min(...words.map(({ box }) => box[0]));
  const right = Math.max(...words.map(({ box }) => box[0] + box[2]));
  const top = Math.min(...own.map((segment) => segment?.top ?? 0));
  const bottom = Math.max(...own.map((segment) => segment?.bottom ?? 0));
  const joined: TextSegment = {
    ...first,
    top,
    bottom,
    left: Math.min(...own.map((segment) => segment?.left ?? left)),
    right: Math.max(...own.map((segment) => segment?.right ?? right)),
  };
  return cutLine(ink.print, joined, inkRange(ink, joined), capHeightPx, toPaper(left, right, joined, words, ink));
}

/** Faint ends of strokes reach beyond the glyphs' boxes: the cut is moved outwards to the first column of bare paper. */
function toPaper(left: number, right: number, segment: TextSegment, words: readonly PageWord[], ink: Ink): Stretch {
  const farthest = FARTHEST_FAINT_INK * segment.capHeightPx;
  const inside = ({ left: from, right: to }: { left: number; right: number }): boolean =>
    words.some(({ box }) => (from + to) / 2 >= box[0] - 1 && (from + to) / 2 <= box[0] + box[2] + 1);
  const others = segment.glyphs.filter((glyph) => !inside(glyph));
  const stopLeft = Math.max(
    left - farthest,
    ...others.filter((glyph) => glyph.right <= left + 1).map((glyph) => glyph.right),
  );
  const stopRight = Math.min(
    right + farthest,
    ...others.filter((glyph) => glyph.left >= right - 1).map((glyph) => glyph.left),
  );
  const fromX = follow(Math.floor(left) - 1, stopLeft, -1, segment, ink);
  const toX = follow(Math.ceil(right), stopRight, 1, segment, ink);
  return { fromX: Math.min(left, fromX + 1), toX: Math.max(right, toX) };
}

/** The first column of bare paper from `x` towards `stop`; where ink reaches up to there, the column with least of it. */
function follow(x: number, stop: number, step: 1 | -1, segment: TextSegment, ink: Ink): number {
  let palest = x;
  let least = Number.POSITIVE_INFINITY;
  for (let column = x; (stop - column) * step > 0; column += step) {
    const darkest = darkestIn(column, segment, ink);
    if (darkest <= FAINT_SHARE) return column;
    if (darkest < least) {
      least = darkest;
      palest = column;
    }
  }
  return palest;
}

/** Darkest pixel of a column within the line, in shares of the ink threshold. */
function darkestIn(
  x: number,
  { baseline, slope, left, capHeightPx }: TextSegment,
  { print, thresholdAt }: Ink,
): number {
  const foot = baseline + slope * (x - left);
  const bottom = Math.min(print.heightPx - 1, Math.round(foot));
  let darkest = 0;
  for (let y = Math.max(0, Math.round(foot - capHeightPx)); y <= bottom; y++) {
    darkest = Math.max(darkest, print.level[y * print.widthPx + x] ?? 0);
  }
  return darkest / thresholdAt(x, foot - capHeightPx / 2);
}

function inkRange(ink: Ink, { left, right, top, bottom }: TextSegment): { floor: number; full: number } {
  return { floor: ink.thresholdAt((left + right) / 2, (top + bottom) / 2) * FLOOR_SHARE, full: ink.full };
}
