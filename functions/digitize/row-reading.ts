import { type CentreLine, centreLine } from './centre-line.ts';
import type { PageMarks } from './page-marks.ts';
import { type RowTrace, traceRow } from './row-trace.ts';

/** A stretch of a row traced by itself: a lead's block, or a rhythm strip. One node a 500-Hz sample, the first at the stretch's start. */
export interface BlockReading {
  readonly row: number;
  /** Column of the template; 0 for rhythm strips. */
  readonly column: number;
  readonly trace: RowTrace;
  readonly line: CentreLine;
}

const FREE_SPACE_MM = 32;

/** Traces one row between two heights of x (frame px) and solves its centre line at steps of `stepPx`. */
export function readBlock(
  page: PageMarks,
  level: number,
  pitchY: number,
  row: number,
  column: number,
  fromX: number,
  toX: number,
  stepPx: number,
): BlockReading | null {
  const own = page.rows[row];
  if (own === undefined) return null;
  const above = page.rows[row - 1];
  const below = page.rows[row + 1];
  const spaceAbovePx = above === undefined ? FREE_SPACE_MM * pitchY : own.baselinePx - above.baselinePx;
  const spaceBelowPx = below === undefined ? FREE_SPACE_MM * pitchY : below.baselinePx - own.baselinePx;
  const band = {
    top: Math.max(0, Math.round(own.baselinePx - spaceAbovePx)),
    bottom: Math.min(page.ink.heightPx, Math.round(own.baselinePx + spaceBelowPx)),
    left: Math.min(page.ink.widthPx - 2, Math.max(0, Math.ceil(fromX - 0.25))),
    right: Math.min(page.ink.widthPx, Math.floor(toX + 0.25)),
    baselinePx: own.baselinePx,
    spaceAbovePx,
    spaceBelowPx,
  };
  if (band.right - band.left < 8) return null;
  const trace = traceRow(page.ink, band, page.strokePx, level);
  const line = centreLine(trace, fromX, stepPx, Math.max(2, Math.round((toX - fromX) / stepPx)));
  return { row, column, trace, line };
}
