import { type ColumnRun, columnRuns } from '../maths/column-runs.ts';
import type { Component } from '../maths/components.ts';
import { mean } from '../maths/mean.ts';
import type { Plane } from '../maths/plane.ts';

/** An upright bar or dash between columns: columns [left, right) and its upper and lower end. */
export interface Bar {
  readonly left: number;
  readonly right: number;
  /** Centre by the ink, to a fraction of a pixel. */
  readonly centreX: number;
  readonly top: number;
  readonly bottom: number;
  /** Nothing touches it: surely no part of a wave. */
  readonly detached: boolean;
}

/** A bar as found, before it is looked at closely. */
type Rectangle = Omit<Bar, 'centreX' | 'detached'>;

const MIN_HEIGHT_MM = 1.6;
const MAX_WIDTH_MM = 1.3;
/** A bar that crosses the trace is drawn thick; a steep flank is one or two strokes wide. */
const MIN_THICK_MM = 0.3;

/**
 * Finds the short upright bars and dashes that carts print between columns. A bar is a rectangle: its columns begin and end at
 * one height; it stands free of the trace, or the trace crosses it well inside, while a QRS joins the trace at its foot. What is
 * found is only a candidate: the columns of leads decide which bars count.
 */
export function findBars(
  ink: Plane,
  components: readonly Component[],
  pitchX: number,
  pitchY: number,
  threshold: number,
): Bar[] {
  const dashes = components.filter(
    (c) => c.right - c.left < MAX_WIDTH_MM * pitchX && c.bottom - c.top > MIN_HEIGHT_MM * pitchY,
  );
  return rectangles(ink, pitchX, pitchY, threshold).flatMap((bar) => {
    const detached = isDetached(bar, dashes);
    if (!detached && !isCrossed(ink, bar, pitchX, pitchY, threshold)) return [];
    return [{ ...bar, centreX: centre(ink, bar), detached }];
  });
}

function rectangles(ink: Plane, pitchX: number, pitchY: number, threshold: number): Rectangle[] {
  const minHeight = Math.max(6, MIN_HEIGHT_MM * pitchY);
  const slack = Math.max(1, Math.round(0.25 * pitchY));
  const bars: Rectangle[] = [];
  const open: { left: number; right: number; top: number; bottom: number }[] = [];
  const runs = columnRuns(ink, threshold, minHeight);
  let next = 0;
  for (let x = 0; x < ink.widthPx; x++) {
    for (; runs[next]?.[0] === x; next++) {
      const [, from, to] = runs[next] as ColumnRun;
      const same = open.find(
        (bar) => bar.right === x && Math.abs(bar.top - from) <= slack && Math.abs(bar.bottom - to) <= slack,
      );
      if (same !== undefined) same.right = x + 1;
      else open.push({ left: x, right: x + 1, top: from, bottom: to });
    }
    for (let i = open.length - 1; i >= 0; i--) {
      const bar = open[i];
      if (bar === undefined || bar.right > x) continue;
      open.splice(i, 1);
      if (bar.right - bar.left <= MAX_WIDTH_MM * pitchX) bars.push(bar);
    }
  }
  return bars;
}

/** Pixels beside a bar's own columns in which its blurred rims may end, and ink value of what is none of it there. */
const RIM_PX = 3;
const TOUCHING = 40;
/** Fewer rows do not tell the middle. */
const LEAST_ROWS = 3;

/** Ink-weighted middle of the bar and its grey rims: of the rows in which nothing touches it, the mean of the middle half. */
function centre({ widthPx: w, values }: Plane, bar: Rectangle): number {
  const from = Math.max(0, bar.left - RIM_PX);
  const to = Math.min(w, bar.right + RIM_PX);
  const centres: number[] = [];
  for (let y = bar.top + 2; y < bar.bottom - 2; y++) {
    const row = y * w;
    if ((values[row + from] as number) > TOUCHING || (values[row + to - 1] as number) > TOUCHING) continue;
    let sum = 0;
    let moment = 0;
    for (let x = from; x < to; x++) {
      const value = values[row + x] as number;
      sum += value;
      moment += value * (x + 0.5);
    }
    if (sum > 0) centres.push(moment / sum);
  }
  if (centres.length < LEAST_ROWS) return (bar.left + bar.right) / 2;
  const quarter = centres.length >> 2;
  return mean(centres.sort((a, b) => a - b).slice(quarter, centres.length - quarter));
}

/** The bar is a connected piece by itself: a dash, not the flank of a wave. */
function isDetached(bar: Rectangle, dashes: readonly Component[]): boolean {
  return dashes.some(
    (dash) =>
      dash.left >= bar.left - 2 &&
      dash.right <= bar.right + 1 &&
      dash.top >= bar.top - 2 &&
      dash.bottom <= bar.bottom + 2 &&
      dash.right >= bar.left &&
      dash.bottom > bar.top,
  );
}

/**
 * A thick bar beside which, on one side at least, there is nothing but a trace that passes well inside its length, and on the other
 * hardly more (a label may touch it).
 */
function isCrossed(ink: Plane, bar: Rectangle, pitchX: number, pitchY: number, threshold: number): boolean {
  if (bar.right - bar.left < Math.max(2, MIN_THICK_MM * pitchX)) return false;
  const margin = Math.max(2, 0.9 * pitchY);
  let clean = 0;
  for (const x of [bar.left - 2, bar.right + 1]) {
    if (x < 0 || x >= ink.widthPx) continue;
    let outside = 0;
    let inked = 0;
    for (let y = Math.max(0, bar.top - 2); y < Math.min(ink.heightPx, bar.bottom + 2); y++) {
      if ((ink.values[y * ink.widthPx + x] as number) < threshold) continue;
      inked++;
      if (y <= bar.top + margin || y >= bar.bottom - margin) outside++;
    }
    if (inked > 0.5 * (bar.bottom - bar.top)) return false;
    if (outside === 0) clean++;
  }
  return clean > 0;
}
