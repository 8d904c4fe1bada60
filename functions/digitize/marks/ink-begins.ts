import type { Component } from '../maths/components.ts';
import { largestGroup } from '../maths/largest-group.ts';
import { ALIKE_MM } from './data-span.ts';
import { nearestRun } from './nearest-run.ts';
import { awayFrom, type Extent, LEVEL_MM } from './row-extent.ts';
import type { RowInk } from './row-ink.ts';

/** A row's ink begins no further than this before its trace is seen, mm. */
const MOST_MM = 5;
/** So many rows, and this share of all, begin together. */
const LEAST_ROWS = 3;
const LEAST_SHARE = 0.75;

/** A trace begins this near to its baseline, mm; the top of a pulse that the picture's edge cuts does not. */
const AT_LEVEL_MM = 2.5;

/**
 * Extents of rows from where their ink begins, if that is at one place and what was seen as trace begins at several: a faint, level begin just behind a
 * calibration pulse looks like the pulse's foot. A hole before it tells the ink of the trace from that of the pulse.
 */
export function withInkBegins(
  extents: readonly Extent[],
  { runs, components, rows, pulses, pitchPx: { x: pitchX, y: pitchY } }: RowInk,
): Extent[] {
  const alikePx = ALIKE_MM * pitchX;
  const isAlike = (a: number, b: number) => Math.abs(a - b) < alikePx;
  const begins = rows.map(({ baselinePx }, i) => {
    const { left } = extents[i] as Extent;
    const nearest = nearestRun(runs, left, baselinePx);
    if (nearest === null || awayFrom(baselinePx, runs, nearest) > LEVEL_MM * pitchY) return left;
    const piece = runs.component[nearest] as number;
    const begin = (components[piece] as Component).left;
    const first = nearestRun(runs, begin, baselinePx, piece);
    const isLevel = first !== null && awayFrom(baselinePx, runs, first) < AT_LEVEL_MM * pitchY;
    const isPulse = pulses.some((pulse) => pulse.left < left && pulse.right > begin);
    return isLevel && !isPulse && left - begin < MOST_MM * pitchX ? begin : left;
  });
  const most = largestGroup(begins, alikePx);
  const seen = largestGroup(
    extents.map(({ left }) => left),
    alikePx,
  );
  const areMost = most.length >= Math.max(LEAST_ROWS, LEAST_SHARE * rows.length);
  if (!areMost || most.length <= seen.length) return [...extents];
  const first = Math.min(...most);
  // What is seen as trace tells more finely where it begins than all ink does.
  if (seen.some((left) => isAlike(left, first))) return [...extents];
  return extents.map((extent, i) => {
    const begin = begins[i] as number;
    if (isAlike(begin, first)) return { ...extent, left: begin };
    // All leads of a recording begin at once, also where a row's begin is broken.
    const isLate = extent.left > first && extent.left - first < MOST_MM * pitchX;
    return isLate ? { ...extent, left: first } : extent;
  });
}
