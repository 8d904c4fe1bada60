import type { PaperMap } from '../grid/paper-map.ts';
import type { PageMarks } from '../marks/page-marks.ts';
import { median } from '../maths/median.ts';
import { laidFlat } from './laid-by-rows.ts';
import { middleByBars, type RowSpan } from './middle-by-bars.ts';
import type { Frame } from './rectify.ts';

/** Rows begin and end alike to this, mm, and so many do, this share of all: names hide where some begin. */
const ALIKE_MM = 1;
const LEAST_ROWS = { count: 2, share: 0.8 } as const;
/** A middle this near to where it should be is there, mm: rows end to a millimetre where they should. */
export const LEAST_OFF_MM = 0.5;

/**
 * The paper of a page seen askew as the bars show it that part the columns in the middle of the rows, which are equally long: where they stand off it, one
 * end of the paper is nearer to the camera, or it is curled. Null where none stand there, or they stand in the middle.
 */
export function evenColumns(
  marks: Pick<PageMarks, 'rows' | 'extents' | 'bars'>,
  frame: Frame,
  map: PaperMap,
): PaperMap | null {
  const { pitchPx } = frame;
  const span = spanOf(marks.extents, pitchPx.x);
  if (span === null) return null;
  const middle = middleByBars(marks, span, pitchPx);
  const { begin, length } = span;
  if (middle === null || Math.abs(middle - begin - length / 2) < LEAST_OFF_MM * pitchPx.x) return null;
  const heights = marks.rows.map(({ baselinePx }) => baselinePx);
  const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
  // The halves of a line seen askew are as long as its ends are far away; so are upright lines at these.
  const converge = (2 * (1 - (2 * (middle - begin)) / length)) / length;
  const slopeAt = (height: number) => converge * (height - (top + bottom) / 2);
  const sides = [
    { at: begin, slope: 0 },
    { at: begin + length, slope: 0 },
  ] as const;
  return laidFlat({ slopeAt, sides, top, bottom, middleX: begin + length / 2 }, frame, map);
}

/** Where most rows begin and end; null where they do not agree. */
export function spanOf(extents: PageMarks['extents'], pitchX: number): RowSpan | null {
  const begin = median(extents.map(({ left }) => left));
  const end = median(extents.map(({ right }) => right));
  const isWhole = ({ left, right }: { readonly left: number; readonly right: number }) =>
    Math.abs(left - begin) < ALIKE_MM * pitchX && Math.abs(right - end) < ALIKE_MM * pitchX;
  const least = Math.max(LEAST_ROWS.count, LEAST_ROWS.share * extents.length);
  return extents.filter(isWhole).length < least ? null : { begin, length: end - begin };
}
