import { largestGroup } from '../maths/largest-group.ts';
import type { Extent } from './row-extent.ts';

/** Where the leads begin and end along x, frame px from the frame's left edge. */
export interface DataSpan {
  readonly startPx: number;
  readonly endPx: number;
  /** At least half of the rows begin there, and the picture's edge does not cut them. */
  readonly beginAgreed: boolean;
  /** The same of the end, for more than half of the rows, or half of them where none goes on further: steps cut rows short. */
  readonly endAgreed: boolean;
  /** The picture's left edge cuts the rows. */
  readonly beginCut: boolean;
  /** More than half of the rows begin there, they end together, and the picture's edge cuts neither. */
  readonly agreed: boolean;
}

/** Rows that begin or end together do so to this, mm. */
export const ALIKE_MM = 0.5;
/** Half of the rows, if not fewer than these, end where none goes on further. */
const FEWEST = 3;
/** What begins this near to the picture's edge may be cut by it. */
const EDGE_MM = 0.5;
/** The blur of the thinnest pens reaches as far beyond the first and the last sample. */
const LEAST_CAP_PX = 1;

/** The begin and the end that most rows share, half a pen within their ink; where no two rows agree, the rows' middle ones. */
export function dataSpan(extents: readonly Extent[], widthPx: number, pitchX: number, strokePx: number): DataSpan {
  const begin = mostCommon(
    extents.map(({ left }) => left),
    ALIKE_MM * pitchX,
  );
  const end = mostCommon(
    extents.map(({ right }) => right + 1),
    ALIKE_MM * pitchX,
  );
  const capPx = Math.max(LEAST_CAP_PX, strokePx / 2);
  const uncut = begin.value > EDGE_MM * pitchX;
  const isFurthest = extents.every(({ right }) => right + 1 < end.value + ALIKE_MM * pitchX);
  const mostEnd = end.votes > extents.length / 2 || (isFurthest && end.votes >= Math.max(FEWEST, extents.length / 2));
  const endAgreed = end.value < widthPx - EDGE_MM * pitchX && mostEnd;
  return {
    startPx: begin.value + capPx,
    endPx: end.value - capPx,
    beginAgreed: uncut && begin.votes >= Math.max(2, extents.length / 2),
    endAgreed,
    beginCut: !uncut && begin.votes > extents.length / 2,
    agreed: uncut && begin.votes > extents.length / 2 && endAgreed,
  };
}

/** Median of the largest group of values that differ by less than `reach`. */
function mostCommon(values: readonly number[], reach: number): { value: number; votes: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const group = largestGroup(sorted, reach);
  const from = group.length > 1 ? group : sorted;
  return { value: from[from.length >> 1] ?? 0, votes: group.length };
}
