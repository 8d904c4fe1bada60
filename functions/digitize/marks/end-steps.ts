import type { Component, Runs } from '../maths/components.ts';
import type { Plane } from '../maths/plane.ts';
import { ALIKE_MM } from './data-span.ts';
import { nearestRun } from './nearest-run.ts';
import { awayFrom, type Extent, WAVE_MM } from './row-extent.ts';
import type { RowInk } from './row-ink.ts';
import type { Row } from './rows.ts';

/** A step is followed no further than this, mm. */
const MOST_MM = 8;
/** It leaves its row's level by so much, mm: a calibration pulse comes back to it, and what is further away is another row's. */
const STEP_MM = { least: 1, most: 25 } as const;
/** So many rows, and half of all, go on with a step, or end where others' steps do. */
const LEAST_ROWS = 2;

/**
 * Extents of rows with the steps that they end in: where a recorder switches its electrodes off amid the last second, all rows leave their level at once and go
 * on, level again, to one end. That looks like the foot of a calibration pulse, not like a trace, so it is followed in all of the page's ink.
 */
export function withEndSteps(extents: readonly Extent[], rowInk: RowInk): Extent[] {
  const { rows, pulses } = rowInk;
  const pitchX = rowInk.pitchPx.x;
  const ends = rows.map((row, i) => pieceEnd(rowInk, row, (extents[i] as Extent).right));
  const steps = ends.flatMap((end) => (end !== null && end.awayMm > STEP_MM.least ? [end] : []));
  const isAlike = (a: number, b: number) => Math.abs(a - b) < ALIKE_MM * pitchX;
  const alike = ({ to }: PieceEnd) => steps.filter((other) => isAlike(to, other.to));
  const endHere = ({ to }: PieceEnd) =>
    extents.filter(({ right }, i) => !isAlike(ends[i]?.to ?? Number.NaN, to) && isAlike(right, to));
  const agreed = (step: PieceEnd) => alike(step).length + endHere(step).length;
  const [last] = [...steps].sort((a, b) => agreed(b) - agreed(a));
  if (last === undefined || agreed(last) < Math.max(LEAST_ROWS, rows.length / 2)) return [...extents];
  const most = alike(last);
  const begin = Math.min(...most.map(({ from }) => from));
  const end = Math.max(...most.map(({ to }) => to));
  if (pulses.some(({ left, right }) => right >= begin - pitchX && left <= end + pitchX)) return [...extents];
  // All leads of a recording end at once, also where the step is low, or too steep or faint to be followed.
  const goesOn = ({ right }: Extent, i: number) =>
    isAlike(ends[i]?.to ?? Number.NaN, end) || (right < end && most.some(({ from }) => isAlike(from, right)));
  return extents.map((extent, i) => (goesOn(extent, i) ? { ...extent, right: end } : extent));
}

/**
 * Gives the trace the ink of the steps back that rows were found to go on with, `before` and `after`: as it looks like a pulse, the page network leaves it out.
 * `all`: the ink of `rowInk`.
 */
export function giveBackSteps(
  trace: Plane,
  all: Plane,
  before: readonly Extent[],
  after: readonly Extent[],
  { runs, rows, pitchPx }: RowInk,
): void {
  rows.forEach(({ baselinePx }, row) => {
    const [from, to] = [(before[row] as Extent).right, (after[row] as Extent).right];
    const nearest = to > from ? nearestRun(runs, from, baselinePx) : null;
    if (nearest === null || awayFrom(baselinePx, runs, nearest) > WAVE_MM * pitchPx.y) return;
    givePiece(trace, all, runs, runs.component[nearest] as number, { from, to });
  });
}

/** Copies the ink of a piece from one column to another, with its rims above and below. */
function givePiece(
  trace: Plane,
  { widthPx: w, heightPx: h, values }: Plane,
  runs: Runs,
  piece: number,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  for (let x = from; x <= to; x++) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      if (runs.component[i] !== piece) continue;
      const bottom = Math.min(h, (runs.bottom[i] as number) + 1);
      for (let y = Math.max(0, (runs.top[i] as number) - 1); y < bottom; y++) {
        const at = y * w + x;
        trace.values[at] = Math.max(trace.values[at] as number, values[at] as number);
      }
    }
  }
}

/** From where to where a row's piece of ink goes on beyond its last column, and how far from its level it ends. */
interface PieceEnd {
  readonly from: number;
  readonly to: number;
  readonly awayMm: number;
}

/** Null where the row's piece of ink ends there, goes on for longer than steps do, or to another row. */
function pieceEnd(
  { runs, components, pitchPx: { x: pitchX, y: pitchY } }: RowInk,
  { baselinePx }: Row,
  from: number,
): PieceEnd | null {
  const nearest = nearestRun(runs, from, baselinePx);
  if (nearest === null || awayFrom(baselinePx, runs, nearest) > WAVE_MM * pitchY) return null;
  const piece = runs.component[nearest] as number;
  const to = (components[piece] as Component).right;
  if (to - from < ALIKE_MM * pitchX || to - from > MOST_MM * pitchX) return null;
  const last = nearestRun(runs, to, baselinePx, piece);
  const awayMm = last === null ? Number.POSITIVE_INFINITY : awayFrom(baselinePx, runs, last) / pitchY;
  return awayMm < STEP_MM.most ? { from, to, awayMm } : null;
}
