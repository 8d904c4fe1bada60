import type { DataSpan } from './data-span.ts';
import type { Pulse } from './pulses.ts';
import type { Extent } from './row-extent.ts';
import type { RowOutline } from './row-outline.ts';
import type { Row } from './rows.ts';

/** A pulse stands on the row within this distance of its foot. */
const ON_ROW_MM = 3.5;

const hasPulse = (row: Row, pulses: readonly Pulse[], pitchY: number) =>
  pulses.some(({ footY }) => Math.abs(footY - row.baselinePx) < ON_ROW_MM * pitchY);

/** Median distance between neighbours; null with fewer than two. */
function usualGap(heights: readonly number[]): number | null {
  const sorted = [...heights].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((y, i) => y - (sorted[i] as number));
  gaps.sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? null;
}

/**
 * Sets the rows right by the calibration pulses, of which carts print one a row: a pulse where a row is due adds it, and what lies
 * between rows that have one is none (the crests of a tachycardia, a line written by hand).
 */
export function rowsByPulses(rows: readonly Row[], pulses: readonly Pulse[], pitchY: number): Row[] {
  const gap = usualGap(pulses.map(({ footY }) => footY));
  if (pulses.length < 3 || gap === null) return [...rows];
  const kept = rows.filter((row) => {
    const nearest = Math.min(...pulses.map(({ footY }) => Math.abs(footY - row.baselinePx)));
    return nearest < ON_ROW_MM * pitchY || nearest > 0.7 * gap;
  });
  const added = pulses
    .filter(({ footY }) => {
      const nearest = Math.min(...kept.map((row) => Math.abs(row.baselinePx - footY)));
      return nearest > 0.7 * gap && nearest < 1.3 * gap;
    })
    .map(({ footY }) => ({ baselinePx: Math.round(footY), mass: 0 }));
  return [...kept, ...added].sort((a, b) => a.baselinePx - b.baselinePx);
}

/** A row's trace is seen in at least this share of the page's span. */
const LEAST_COVER = 0.45;
/** Two rows with more than this share of ink in common are one. */
const MOST_SHARED = 0.5;

/** Which rows are traces: not a frame's edge, not a line of print or handwriting, not another row found twice. */
export function areTraces(
  rows: readonly Row[],
  extents: readonly Extent[],
  outlines: readonly RowOutline[],
  span: DataSpan,
  pulses: readonly Pulse[],
  pitchX: number,
  pitchY: number,
): boolean[] {
  const kept = extents.map((extent) => !runsBeyond(extent, span, pitchX));
  const pulsed = rows.map((row) => hasPulse(row, pulses, pitchY));
  const whole = span.endPx - span.startPx;
  rows.forEach((row, i) => {
    if (kept[i] !== true || pulsed[i] === true) return;
    const covered = common(outlines[i], outlines[i], span);
    if (covered < LEAST_COVER * whole) kept[i] = false;
    rows.forEach((other, k) => {
      if (k === i || kept[k] !== true) return;
      const stronger = pulsed[k] === true || other.mass > row.mass;
      if (stronger && common(outlines[i], outlines[k], span) > MOST_SHARED * covered) kept[i] = false;
    });
  });
  return kept;
}

/** Columns of the span in which two outlines follow the same run. */
function common(a: RowOutline | undefined, b: RowOutline | undefined, span: DataSpan): number {
  if (a === undefined || b === undefined) return 0;
  let count = 0;
  for (let x = Math.max(0, Math.round(span.startPx)); x < Math.min(a.top.length, span.endPx); x++) {
    if (a.top[x] === b.top[x] && a.bottom[x] === b.bottom[x]) count++;
  }
  return count;
}

/** A frame or rule reaches this far beyond where the traces begin and end. */
const BEYOND_MM = 3;

/** Whether a row is a line of print: it runs on at both ends where most rows begin and end. */
export function runsBeyond(extent: Extent, span: DataSpan, pitchX: number): boolean {
  const beyond = BEYOND_MM * pitchX;
  return span.agreed && extent.left < span.startPx - beyond && extent.right > span.endPx + beyond;
}
