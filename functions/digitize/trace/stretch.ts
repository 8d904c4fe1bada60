import type { PageMarks } from '../marks/page-marks.ts';
import type { RowBand, RowTrace } from './row-trace.ts';

/** A stretch of a row to be traced by itself: a lead's block, or a rhythm strip. */
export interface Stretch {
  readonly row: number;
  /** Column of the template; 0 for rhythm strips. */
  readonly column: number;
  readonly rhythm: boolean;
  /** Frame px. */
  readonly fromX: number;
  readonly toX: number;
  readonly band: RowBand;
  /** How far a wave that runs out of the band may go on: beyond it on sides on which no row stands. Absent where the band is the limit. */
  readonly furthest?: { readonly top: number; readonly bottom: number };
}

/** Beside no other row waves are looked for so far, and this far where one runs on: 4 mV at 20 mm/mV. */
const FREE_SPACE_MM = 32;
const FURTHEST_MM = 80;
const CROWDED_MM = 18;

/** The band in which a stretch is looked for: from the baseline of the row above to that of the row below. Null when it is too short to hold a trace. */
export function stretchOf(
  page: PageMarks,
  pitchY: number,
  row: number,
  column: number,
  rhythm: boolean,
  fromX: number,
  toX: number,
): Stretch | null {
  const own = page.rows[row];
  if (own === undefined) return null;
  const lines = [...page.rows, ...page.otherRows].map(({ baselinePx }) => baselinePx);
  const above = Math.max(...lines.filter((y) => y < own.baselinePx));
  const below = Math.min(...lines.filter((y) => y > own.baselinePx));
  const spaceAbovePx = Number.isFinite(above) ? own.baselinePx - above : FREE_SPACE_MM * pitchY;
  const spaceBelowPx = Number.isFinite(below) ? below - own.baselinePx : FREE_SPACE_MM * pitchY;
  const heights = (abovePx: number, belowPx: number) => ({
    top: Math.max(0, Math.round(own.baselinePx - abovePx)),
    bottom: Math.min(page.ink.heightPx, Math.round(own.baselinePx + belowPx)),
  });
  const band = {
    ...heights(spaceAbovePx, spaceBelowPx),
    left: Math.min(page.ink.widthPx - 2, Math.max(0, Math.ceil(fromX - 0.25))),
    right: Math.min(page.ink.widthPx, Math.floor(toX + 0.25)),
    baselinePx: own.baselinePx,
    spaceAbovePx,
    spaceBelowPx,
    crowded: Math.min(spaceAbovePx, spaceBelowPx) < CROWDED_MM * pitchY,
  };
  const furthestPx = FURTHEST_MM * pitchY;
  const furthest = heights(
    Number.isFinite(above) ? spaceAbovePx : furthestPx,
    Number.isFinite(below) ? spaceBelowPx : furthestPx,
  );
  return band.right - band.left < 8 ? null : { row, column, rhythm, fromX, toX, band, furthest };
}

/** The part of a trace in columns [left, right), sharing its memory; null where it does not reach as far. */
export function traceWithin(trace: RowTrace, left: number, right: number): RowTrace | null {
  const from = left - trace.firstColumn;
  const to = right - trace.firstColumn;
  if (from < 0 || to > trace.gap.length) return null;
  return {
    ...trace,
    firstColumn: left,
    edgeY: trace.edgeY.subarray(from, to + 1),
    upperY: trace.upperY.subarray(from, to),
    lowerY: trace.lowerY.subarray(from, to),
    gap: trace.gap.subarray(from, to),
  };
}
