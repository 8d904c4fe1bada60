import type { VectorDrawing, VectorPath } from '../../ingest/types.ts';
import type { VectorPitch } from './grid-pitch.ts';
import { outlineCentre } from './outline-centre.ts';
import { endX, type Polyline, pointsOf, startX } from './polyline.ts';

/** A trace is at least this long: half a second at 25 mm/s, or a calibration pulse. */
const SHORTEST_MM = 4;
const DOT_STEP_MM = 0.6;
const FEWEST_POINTS = 4;
const [LEAD_MM, LEAD_POINTS] = [12, 20];
/** Ends this close are one line that was drawn in pieces. */
const TOUCHING_MM = 0.03;
/** Part of a trace's way that may run backwards: rounding in the file. */
const BACKWARDS = 0.01;
const WIDEST_PEN_MM = 1.5;

/**
 * The lines of a drawing that run from left to right like a trace: open strokes of many points, pieces of the same
 * pen joined where they touch, filled outlines as their centre line. Grid lines, frames and letters are none.
 */
export function traceLines(drawing: VectorDrawing, pitch: VectorPitch): Polyline[] {
  const touching = TOUCHING_MM * pitch.x;
  const chains: { pen: string; points: number[] }[] = [];
  const lastOfPen = new Map<string, { pen: string; points: number[] }>();
  for (const path of drawing.paths) {
    const points = centreOf(path, pitch);
    if (points === null) continue;
    const pen = `${path.strokeRgb ?? path.fillRgb} ${path.strokeWidthPx.toFixed(2)}`;
    const open = lastOfPen.get(pen);
    // Two lead blocks may touch where one ends and the next begins; pieces of one lead are short.
    const areLeads = open !== undefined && isLong(open.points, pitch) && isLong(points, pitch);
    if (open !== undefined && follows(open.points, points, pitch)) {
      open.points.push(points[0] as number, points[1] as number);
      continue;
    }
    if (open !== undefined && !areLeads && touches(open.points, points, touching)) {
      for (let i = 2; i < points.length; i++) open.points.push(points[i] as number);
      continue;
    }
    const chain = { pen, points: Array.from(points) };
    lastOfPen.set(pen, chain);
    chains.push(chain);
  }
  return chains.flatMap(({ points }) => asTrace(points, pitch) ?? []);
}

function centreOf(path: VectorPath, pitch: VectorPitch): Float64Array | null {
  if (path.strokeRgb !== null) return path.closed ? null : path.points;
  return outlineCentre(path.points, WIDEST_PEN_MM * pitch.y);
}

/** Whether a path is a dot, and the next one to the right of a trace that is printed dot by dot. */
function follows(before: readonly number[], points: Float64Array, pitch: VectorPitch): boolean {
  if (points.length > 4 || points[0] !== points[2] || points[1] !== points[3]) return false;
  const dx = (points[0] as number) - (before.at(-2) as number);
  return dx >= 0 && dx <= DOT_STEP_MM * pitch.x;
}

function touches(before: readonly number[], after: Float64Array, distance: number): boolean {
  const dx = (after[0] as number) - (before.at(-2) as number);
  const dy = (after[1] as number) - (before.at(-1) as number);
  return Math.hypot(dx, dy) <= distance;
}

/** The points as a line from left to right; null unless they are one. */
function asTrace(points: readonly number[], pitch: VectorPitch): Polyline | null {
  const count = points.length / 2;
  if (count < FEWEST_POINTS) return null;
  let [forwards, backwards] = [0, 0];
  for (let i = 2; i < points.length; i += 2) {
    const dx = (points[i] as number) - (points[i - 2] as number);
    if (dx > 0) forwards += dx;
    else backwards -= dx;
  }
  const reversed = backwards > forwards;
  const [most, least] = reversed ? [backwards, forwards] : [forwards, backwards];
  if (most < SHORTEST_MM * pitch.x || least > BACKWARDS * most) return null;
  const xPx = new Float64Array(count);
  const yPx = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const from = reversed ? count - 1 - i : i;
    xPx[i] = Math.max(points[2 * from] as number, i === 0 ? -Infinity : (xPx[i - 1] as number));
    yPx[i] = points[2 * from + 1] as number;
  }
  return { xPx, yPx };
}

/** Whether the line is long and dense enough to be a lead and not a pulse or an ornament. */
export function isLeadLong(line: Polyline, pitch: VectorPitch): boolean {
  return endX(line) - startX(line) >= LEAD_MM * pitch.x && pointsOf(line) >= LEAD_POINTS;
}

function isLong(points: ArrayLike<number>, pitch: VectorPitch): boolean {
  const way = Math.abs((points[points.length - 2] ?? 0) - (points[0] ?? 0));
  return way >= LEAD_MM * pitch.x && points.length >= 2 * LEAD_POINTS;
}
