import type { VectorDrawing } from '../../ingest/types.ts';
import { joinDashes } from './broken-lines.ts';
import { joinPieces, type PenPiece } from './chains.ts';
import { withoutDoubles } from './doubled-lines.ts';
import type { VectorPitch } from './grid-pitch.ts';
import { outlineBand } from './outline-band.ts';
import { outlineCentre } from './outline-centre.ts';
import { endX, type Polyline, pointsOf, startX } from './polyline.ts';
import { quadCentre, quadPens } from './quad-centre.ts';

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
const STRAIGHT_PX = 0.05;

/**
 * The lines of a drawing that run from left to right like a trace: open strokes of many points, pieces of the same
 * pen joined where they touch or follow one another, filled outlines as their centre line, what is drawn twice once.
 * Grid lines, frames and letters are none.
 */
export function traceLines(drawing: VectorDrawing, pitch: VectorPitch): Polyline[] {
  const chains = joinPieces(piecesOf(drawing, pitch), {
    touching: TOUCHING_MM * pitch.x,
    dotStep: DOT_STEP_MM * pitch.x,
    isLong: (points) => isLong(points, pitch),
  });
  const byPen = new Map<string, Polyline[]>();
  for (const { pen, points } of chains) {
    const line = asTrace(points);
    if (line === null) continue;
    const lines = byPen.get(pen);
    if (lines === undefined) byPen.set(pen, [line]);
    else lines.push(line);
  }
  const found = [...byPen.values()].flatMap((lines) => {
    const whole = joinDashes(lines, pitch).filter((line) => isTraceLong(line, pitch));
    // A pen that draws nothing but straight lines rules frames and grids, in however many pieces.
    return whole.every(isStraight) ? [] : whole;
  });
  return withoutDoubles(found, pitch);
}

function* piecesOf(drawing: VectorDrawing, pitch: VectorPitch): Generator<PenPiece> {
  const widest = WIDEST_PEN_MM * pitch.y;
  const quads = quadPens(drawing.paths, widest);
  for (const path of drawing.paths) {
    const pen = `${path.strokeRgb ?? path.fillRgb} ${path.strokeWidthPx.toFixed(2)}`;
    if (path.strokeRgb !== null) {
      if (!path.closed) yield { pen, points: path.points };
      continue;
    }
    const points = quadCentre(path, quads) ?? outlineCentre(path.points, widest) ?? bandOf(path.points, pitch);
    if (points !== null) yield { pen, points };
  }
}

/** Centre line of an area that is long enough for a trace; letters and rectangles have too few points. */
function bandOf(points: Float64Array, pitch: VectorPitch): Float64Array | null {
  if (points.length < 4 * LEAD_POINTS) return null;
  let [left, right] = [Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i] as number);
    right = Math.max(right, points[i] as number);
  }
  return right - left < LEAD_MM * pitch.x ? null : outlineBand(points, WIDEST_PEN_MM * pitch.y);
}

/** The points as a line from left to right; null unless they are one. */
function asTrace(points: ArrayLike<number>): Polyline | null {
  const count = points.length / 2;
  let [forwards, backwards] = [0, 0];
  for (let i = 2; i < points.length; i += 2) {
    const dx = (points[i] as number) - (points[i - 2] as number);
    if (dx > 0) forwards += dx;
    else backwards -= dx;
  }
  const reversed = backwards > forwards;
  const [most, least] = reversed ? [backwards, forwards] : [forwards, backwards];
  if (most === 0 || least > BACKWARDS * most) return null;
  const xPx = new Float64Array(count);
  const yPx = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const from = reversed ? count - 1 - i : i;
    xPx[i] = Math.max(points[2 * from] as number, i === 0 ? -Infinity : (xPx[i - 1] as number));
    yPx[i] = points[2 * from + 1] as number;
  }
  return { xPx, yPx };
}

function isTraceLong(line: Polyline, pitch: VectorPitch): boolean {
  return pointsOf(line) >= FEWEST_POINTS && endX(line) - startX(line) >= SHORTEST_MM * pitch.x;
}

/** Whether the line leaves the straight way between its ends by no more than rounding. */
function isStraight({ xPx, yPx }: Polyline): boolean {
  const last = xPx.length - 1;
  const [x0, y0] = [xPx[0] as number, yPx[0] as number];
  const slope = ((yPx[last] as number) - y0) / ((xPx[last] as number) - x0);
  return xPx.every((x, i) => Math.abs((yPx[i] as number) - y0 - slope * (x - x0)) < STRAIGHT_PX);
}

/** Whether the line is long and dense enough to be a lead and not a pulse or an ornament. */
export function isLeadLong(line: Polyline, pitch: VectorPitch): boolean {
  return endX(line) - startX(line) >= LEAD_MM * pitch.x && pointsOf(line) >= LEAD_POINTS;
}

function isLong(points: ArrayLike<number>, pitch: VectorPitch): boolean {
  const way = Math.abs((points[points.length - 2] ?? 0) - (points[0] ?? 0));
  return way >= LEAD_MM * pitch.x && points.length >= 2 * LEAD_POINTS;
}
