import type { VectorDrawing, VectorPath } from '../../ingest/types.ts';
import { distinct, type LineFamily } from './grid-lines.ts';

const LARGEST_DOT_PT = 1.8;
const FEWEST_DOTS = 400;
/** Dots of crossing lines fall between the lines too; a line is where many more dots stand in one row than elsewhere. */
const LINE_SHARE = 0.6;
const SAME_PLACE_PX = 0.25;

/** Lines of a grid that is drawn dot by dot, or dash by dash, by pen and axis. */
export function dottedFamilies(drawing: VectorDrawing): LineFamily[] {
  const largest = LARGEST_DOT_PT * drawing.pxPerPt;
  const pens = new Map<string, { x: number[]; y: number[] }>();
  for (const path of drawing.paths) {
    const dot = asDot(path, largest);
    if (dot === null) continue;
    const key = `${path.strokeRgb ?? path.fillRgb} ${path.strokeWidthPx.toFixed(2)}`;
    const pen = pens.get(key) ?? { x: [], y: [] };
    // A dash lies along its line: it tells the place of the line across it, and nothing about the other axis.
    if (dot.width <= 2 * dot.height) pen.x.push(dot.x);
    if (dot.height <= 2 * dot.width) pen.y.push(dot.y);
    pens.set(key, pen);
  }
  return [...pens.values()].flatMap(({ x, y }) => [
    { axis: 'x' as const, positionsPx: crowdedPlaces(x) },
    { axis: 'y' as const, positionsPx: crowdedPlaces(y) },
  ]);
}

function asDot(
  { points }: VectorPath,
  largest: number,
): { x: number; y: number; width: number; height: number } | null {
  if (points.length > 14) return null;
  const [x0 = 0, y0 = 0] = points;
  let [left, top, right, bottom] = [x0, y0, x0, y0];
  for (let i = 2; i + 1 < points.length; i += 2) {
    left = Math.min(left, points[i] as number);
    right = Math.max(right, points[i] as number);
    top = Math.min(top, points[i + 1] as number);
    bottom = Math.max(bottom, points[i + 1] as number);
  }
  const [width, height] = [right - left, bottom - top];
  if (Math.max(width, height) > largest) return null;
  return { x: (left + right) / 2, y: (top + bottom) / 2, width, height };
}

function crowdedPlaces(places: readonly number[]): number[] {
  if (places.length < FEWEST_DOTS) return [];
  const counts = new Map<number, number>();
  for (const place of places) {
    const bin = Math.round(place / SAME_PLACE_PX);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  const crowded = [...counts].filter(([, count]) => count >= LINE_SHARE * most).map(([bin]) => bin * SAME_PLACE_PX);
  return distinct(crowded);
}
