import type { VectorDrawing, VectorPath } from '../../ingest/types.ts';
import { LinePieces } from './line-pieces.ts';

/** Straight lines of one pen along one axis: their places across it. */
export interface LineFamily {
  readonly axis: 'x' | 'y';
  /** Sorted, without repeats: x of upright lines, y of level ones. */
  readonly positionsPx: readonly number[];
}

/** Shorter strokes are ticks, separators and letters. */
const SHORTEST_LINE_PT = 20;
/** A rectangle thinner than this is a line that was drawn as an area. */
const THICKEST_LINE_PT = 1;
/** A closed rectangle as files hold it, its first corner once or twice repeated. */
const MOST_COORDINATES = 14;
const SAME_PLACE_PX = 0.3;
/** Lines drawn cell by cell must add up to this many times the shortest whole line. */
const PIECED_LINE = 3;

/** The level and upright straight lines of a drawing, by pen (colour, width) and axis. */
export function lineFamilies(drawing: VectorDrawing): LineFamily[] {
  const shortest = SHORTEST_LINE_PT * drawing.pxPerPt;
  const thickest = THICKEST_LINE_PT * drawing.pxPerPt;
  const families = new Map<string, { axis: 'x' | 'y'; places: number[] }>();
  const pieces = new LinePieces();
  for (const path of drawing.paths) {
    if (path.points.length > MOST_COORDINATES) continue;
    const pen = `${path.strokeRgb ?? path.fillRgb} ${path.strokeWidthPx.toFixed(2)}`;
    const line = asLine(path, shortest, thickest);
    if (line === null) {
      if (path.strokeRgb !== null) pieces.add(path.points, pen);
      continue;
    }
    const key = `${line.axis} ${pen}`;
    const family = families.get(key) ?? { axis: line.axis, places: [] };
    family.places.push(line.place);
    families.set(key, family);
  }
  const whole = [...families.values()].map(({ axis, places }) => ({ axis, positionsPx: distinct(places) }));
  return [...whole, ...pieces.families(PIECED_LINE * shortest)];
}

function asLine(path: VectorPath, shortest: number, thickest: number): { axis: 'x' | 'y'; place: number } | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < path.points.length; i += 2) {
    left = Math.min(left, path.points[i] as number);
    right = Math.max(right, path.points[i] as number);
    top = Math.min(top, path.points[i + 1] as number);
    bottom = Math.max(bottom, path.points[i + 1] as number);
  }
  const [width, height] = [right - left, bottom - top];
  if (height >= shortest && width <= thickest) return { axis: 'x', place: (left + right) / 2 };
  if (width >= shortest && height <= thickest) return { axis: 'y', place: (top + bottom) / 2 };
  return null;
}

/** Sorted, places closer than a third of a pixel taken for one. */
export function distinct(places: readonly number[]): number[] {
  const sorted = places.toSorted((a, b) => a - b);
  return sorted.filter((place, i) => i === 0 || place - (sorted[i - 1] as number) > SAME_PLACE_PX);
}
