import type { Ink } from '../ink/ink.ts';
import type { TextSegment } from './text-segments.ts';

/** Heights above the letters' feet, in cap heights, at which strokes are counted. */
const HEIGHTS = [0.2, 0.35, 0.5, 0.65];
/** Strokes that cross a height, for each cap height of ink along the line: print has 1.3 or more, a piece of trace or a shadow less. */
const FEWEST_STROKES = 1;
/** Less ink than this, in cap heights, says too little. */
const SHORTEST_INK = 1.5;

/** Whether a segment has as many strokes side by side as letters have; short ones pass. */
export function hasLetterStrokes(
  { glyphs, left, right, baseline, slope, capHeightPx }: TextSegment,
  ink: Ink,
): boolean {
  const inked = coveredPx(glyphs) / capHeightPx;
  if (inked < SHORTEST_INK) return true;
  const { widthPx, heightPx } = ink.print;
  let strokes = 0;
  for (const height of HEIGHTS) {
    let before = 0;
    for (let x = left; x < right; x++) {
      const y = Math.round(baseline + slope * (x - left) - height * capHeightPx);
      const here = y >= 0 && y < heightPx ? (ink.mask[y * widthPx + x] as number) : 0;
      if (here > before) strokes++;
      before = here;
    }
  }
  return strokes / HEIGHTS.length >= FEWEST_STROKES * inked;
}

/** Columns that glyphs (left to right) cover; the parts of a broken letter lie above each other. */
function coveredPx(glyphs: TextSegment['glyphs']): number {
  let covered = 0;
  let edge = Number.NEGATIVE_INFINITY;
  for (const { left, right } of glyphs) {
    covered += Math.max(0, right - Math.max(left, edge));
    edge = Math.max(edge, right);
  }
  return covered;
}
