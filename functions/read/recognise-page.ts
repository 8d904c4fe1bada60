import type { Ink } from './ink.ts';
import { cutLine, type LineImage } from './line-image.ts';
import type { OcrPool } from './ocr-pool.ts';
import type { PageWord } from './page-words.ts';
import type { TextSegment } from './text-segments.ts';
import type { Box } from './types.ts';

/** Cap height of the first pass: x-height about 29 px, in the range that the recogniser was trained for. */
const FIRST_PASS_CAP_PX = 40;

/** Darkness below this share of the ink threshold is paper or grid. */
const FLOOR_SHARE = 0.55;

/** The words of all segments, one recognition a segment, as many at a time as the pool has recognisers. */
export async function recogniseSegments(segments: readonly TextSegment[], ink: Ink, ocr: OcrPool): Promise<PageWord[]> {
  const words = await Promise.all(
    segments.map(async (segment, index) => {
      const image = cutLine(ink.print, segment, inkRange(ink, segment), FIRST_PASS_CAP_PX);
      const found = await ocr.recognise(image, 'line');
      const spans = found.map((word) => ({
        from: image.originX + word.left * image.pagePxPerPx,
        to: image.originX + word.right * image.pagePxPerPx,
      }));
      const boxes = glyphBoxes(segment, spans);
      return found.map((word, position): PageWord => {
        const span = spans[position] as { from: number; to: number };
        const fallback: Box = [span.from, segment.top, span.to - span.from, segment.bottom - segment.top];
        return {
          text: word.text,
          confidence: word.confidence,
          box: boxes[position] ?? fallback,
          capHeightPx: segment.capHeightPx,
          segment: index,
          baselineY: segment.baseline + segment.slope * ((boxes[position] ?? fallback)[0] - segment.left),
          slope: segment.slope,
        };
      });
    }),
  );
  return words.flat();
}

/**
 * The recogniser's word boxes can miss a letter at their ends, so each glyph is given to the word that it stands in or
 * nearest to, and a word's box is the box around its glyphs; null for a word that got none.
 */
function glyphBoxes(
  segment: TextSegment,
  spans: readonly { readonly from: number; readonly to: number }[],
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
    if (nearest < 0) continue;
    const box = boxes[nearest];
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
  return cutLine(ink.print, joined, inkRange(ink, joined), capHeightPx, { fromX: left, toX: right });
}

function inkRange(ink: Ink, { left, right, top, bottom }: TextSegment): { floor: number; full: number } {
  return { floor: ink.thresholdAt((left + right) / 2, (top + bottom) / 2) * FLOOR_SHARE, full: ink.full };
}
