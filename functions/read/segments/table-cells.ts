import type { TextSegment } from './text-segments.ts';

/** Fewest and most line heights from one row of a table to the next, in cap heights. */
const ROW_PITCH: readonly [number, number] = [1, 2.8];
/** How exactly, in cap heights, cells of a column begin or end below each other, and how alike their letters' height is. */
const ALIGNED = 0.4;
const ALIKE = 0.25;
/** Most glyphs of a cell that is too short to be told for print by itself. */
const LONGEST_CELL = 4;

/**
 * Short segments ("PR", "P", "82") that stand in a column with segments known as print, or with such a cell: a row of a
 * table may hold nothing longer.
 */
export function cellsBelow(print: readonly TextSegment[], segments: readonly TextSegment[]): TextSegment[] {
  const known = [...print];
  const left = new Set(segments.filter((segment) => !print.includes(segment) && segment.glyphs.length <= LONGEST_CELL));
  for (let at = 0; at < known.length; at++) {
    const cell = known[at] as TextSegment;
    for (const segment of left) {
      if (!isInColumn(cell, segment)) continue;
      left.delete(segment);
      known.push(segment);
    }
  }
  return known.slice(print.length);
}

function isInColumn(cell: TextSegment, segment: TextSegment): boolean {
  const cap = cell.capHeightPx;
  const pitch = Math.abs(cell.baseline - segment.baseline) / cap;
  const apart = Math.min(Math.abs(cell.left - segment.left), Math.abs(cell.right - segment.right)) / cap;
  const unlike = Math.abs(cell.capHeightPx - segment.capHeightPx) / cap;
  return pitch >= ROW_PITCH[0] && pitch <= ROW_PITCH[1] && apart <= ALIGNED && unlike <= ALIKE;
}
