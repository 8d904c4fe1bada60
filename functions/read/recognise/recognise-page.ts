import type { Ink } from '../ink/ink.ts';
import { onOneLine } from '../segments/choose-segments.ts';
import { cutLine, type LineImage, type Stretch } from '../segments/line-image.ts';
import { splitNumber } from '../segments/split-number.ts';
import { isWord, type TextSegment } from '../segments/text-segments.ts';
import { wordBoxes } from '../segments/word-boxes.ts';
import type { PageWord } from '../words/page-words.ts';
import type { OcrPool } from './ocr-pool.ts';

/** Cap height of the first pass: x-height about 29 px, in the range that the recogniser was trained for. */
const FIRST_PASS_CAP_PX = 40;
const SECOND_TRY_CAP_PX = 48;
/** A word with this confidence is print. */
const SURE = 0.75;
const MOST_GLYPHS_OF_WORD = 9;
/** Glyphs that make a line, and lines with certain words from which a page counts as having print. */
const GLYPHS_OF_LINE = 5;
const FEWEST_LINES = 3;
/** How far around a line its block reaches, in cap heights. */
const BLOCK_WIDTH = 16;
const BLOCK_HEIGHT = 14;
/** Darkness, in shares of the ink threshold, that still belongs to a stroke; how far it is followed, in cap heights. */
const FAINT_SHARE = 0.75;
const FARTHEST_FAINT_INK = 0.5;

/**
 * The words of the segments, one recognition a segment, as many at a time as the pool has recognisers. Lines come first;
 * short pieces are worth their time only on the line of certain print or in its block, unless no line says anything. A
 * piece that says nothing as a line, although print stands beside it, is tried again as one word.
 */
export async function recogniseSegments(segments: readonly TextSegment[], ink: Ink, ocr: OcrPool): Promise<PageWord[]> {
  const words: PageWord[][] = segments.map(() => []);
  const recognise = async (indexes: readonly number[]): Promise<void> => {
    const found = await Promise.all(indexes.map((index) => recogniseSegment(segments, index, ink, ocr, 'line')));
    indexes.forEach((index, position) => {
      words[index] = found[position] ?? [];
    });
  };
  const all = segments.map((_, index) => index);
  await recognise(all.filter((index) => isLine(segments[index])));
  const print = segments.filter((_, index) => words[index]?.some(isCertain));
  const short = all.filter((index) => !isLine(segments[index]));
  await recognise(
    print.length < FEWEST_LINES
      ? short
      : short.filter((index) => print.some((line) => standsWith(line, segments[index] as TextSegment))),
  );
  const certain = segments.filter((_, index) =>
    words[index]?.some(({ confidence, text }) => confidence > SURE && text.length > 1),
  );
  await Promise.all(
    segments.map(async (segment, index) => {
      const again =
        words[index]?.length === 0 &&
        segment.glyphs.length <= MOST_GLYPHS_OF_WORD &&
        certain.some((line) => onOneLine(line, segment));
      if (again) words[index] = await recogniseSegment(segments, index, ink, ocr, 'word');
    }),
  );
  return words.flat();
}

function isLine(segment: TextSegment | undefined): boolean {
  return segment !== undefined && (segment.glyphs.length >= GLYPHS_OF_LINE || isWord(segment));
}

function isCertain({ confidence, text }: PageWord): boolean {
  return confidence > SURE && /^[\p{L}\d.,:/-]{3,}$/u.test(text);
}

/** Whether a short piece is on the line of a longer one, or in its block. */
function standsWith(line: TextSegment, piece: TextSegment): boolean {
  if (onOneLine(line, piece)) return true;
  const cap = line.capHeightPx;
  const away = Math.max(piece.left - line.right, line.left - piece.right);
  const apart = Math.max(piece.top - line.bottom, line.top - piece.bottom);
  return away < BLOCK_WIDTH * cap && apart < BLOCK_HEIGHT * cap;
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
  const boxes = wordBoxes(
    segment,
    found.map((word) => ({
      from: image.originX + word.left * image.pagePxPerPx,
      to: image.originX + word.right * image.pagePxPerPx,
      text: word.text,
    })),
  );
  return found.flatMap((word, position): PageWord[] => {
    const box = boxes[position];
    if (!box) return [];
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
    return [apart ? { ...read, apart } : read];
  });
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
  return { floor: ink.floorAt((left + right) / 2, (top + bottom) / 2), full: ink.full };
}
