import type { TextSegment } from './text-segments.ts';

/** Fewer glyphs than this say nothing: a row of ones is print too. */
const FEWEST_GLYPHS = 5;
/** Glyphs from this height, in cap heights, are letters. */
const LOWEST_LETTER = 0.5;
/** Half of a line's letters are at least this wide, in cap heights: 0.53 is the least of 297 read lines of 16 drawn pages. */
const NARROWEST_MEDIAN = 0.3;

/** Whether the glyphs of a long segment are as wide as letters; what is left of a dark grid's upright lines is not. */
export function hasLetterWidths({ glyphs, capHeightPx }: TextSegment): boolean {
  if (glyphs.length < FEWEST_GLYPHS) return true;
  const widths = glyphs
    .filter(({ top, bottom }) => bottom - top >= LOWEST_LETTER * capHeightPx)
    .map(({ left, right }) => right - left)
    .sort((a, b) => a - b);
  return (widths[widths.length >> 1] ?? 0) >= NARROWEST_MEDIAN * capHeightPx;
}
