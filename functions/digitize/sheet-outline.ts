import type { RasterPage } from '../ingest/types.ts';
import { findComponents } from './components.ts';
import type { Plane } from './plane.ts';

/** A point of the picture, px. */
export type Point = readonly [x: number, y: number];
/** Corners of a sheet as the picture shows it: left above, right above, right below, left below. */
export type Corners = readonly [Point, Point, Point, Point];

/** The outline is looked for at about this size, px. */
const LOOK_PX = 640;
/** A sheet covers at least this share of the picture, and no more: what has no table around it has no outline. */
const LEAST_SHARE = 0.2;
const MOST_SHARE = 0.93;
/** The corners' surroundings are left out of an edge: they may be bent or rounded. */
const CORNER_SHARE = 0.1;
/** An edge is straight when its points stray from it by less than this share of its length. */
const STRAIGHT_SHARE = 0.006;

/** The four corners of a bright sheet that lies whole on something darker or coloured; null where there is no such outline. */
export function sheetCorners({ widthPx, heightPx, rgb }: RasterPage): Corners | null {
  const step = Math.max(1, Math.round(Math.max(widthPx, heightPx) / LOOK_PX));
  const [w, h] = [Math.floor(widthPx / step), Math.floor(heightPx / step)];
  const light = paleness(rgb, widthPx, w, h, step);
  const sheet = largestPiece({ widthPx: w, heightPx: h, values: light }, between(light));
  if (sheet.size < LEAST_SHARE * w * h || sheet.size > MOST_SHARE * w * h) return null;
  const rim = outline(sheet.mask, w, h);
  if (rim === null) return null;
  const rough = extremes(rim);
  const edges = rough.map((corner, k) => edgeLine(rim, corner, rough[(k + 1) % 4] as Point));
  const corners = edges.map((edge, k) => {
    const before = edges[(k + 3) % 4];
    return edge === null || before === null || before === undefined ? null : meet(before, edge);
  });
  if (corners.some((corner) => corner === null)) return null;
  return (corners as Point[]).map(([x, y]) => [(x + 0.5) * step - 0.5, (y + 0.5) * step - 0.5]) as unknown as Corners;
}

/** Least of the three channels, block by block: low on what is dark and on what has a colour. */
function paleness(rgb: Uint8Array, widthPx: number, w: number, h: number, step: number): Uint8Array {
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const sums = [0, 0, 0];
      for (let yy = y * step; yy < (y + 1) * step; yy++) {
        for (let at = (yy * widthPx + x * step) * 3, end = at + 3 * step; at < end; at += 3)
          for (let c = 0; c < 3; c++) sums[c] = (sums[c] as number) + (rgb[at + c] as number);
      }
      out[y * w + x] = Math.min(...sums) / (step * step);
    }
  }
  return out;
}

/** The value that parts two classes best (Otsu 1979). */
function between(values: Uint8Array): number {
  const counts = new Float64Array(256);
  for (const value of values) counts[value] = (counts[value] as number) + 1;
  let total = 0;
  for (let v = 0; v < 256; v++) total += v * (counts[v] as number);
  let [below, sum, best, at] = [0, 0, -1, 128];
  for (let v = 0; v < 255; v++) {
    below += counts[v] as number;
    sum += v * (counts[v] as number);
    const above = values.length - below;
    if (below === 0 || above === 0) continue;
    const apart = below * above * (sum / below - (total - sum) / above) ** 2;
    if (apart > best) [best, at] = [apart, v];
  }
  return at + 0.5;
}

/** The largest piece of what reaches a threshold: 1 where it is, and how many pixels. */
function largestPiece(plane: Plane, threshold: number): { mask: Uint8Array; size: number } {
  const { runs, components } = findComponents(plane, threshold);
  const size = components.reduce((most, { area }) => Math.max(most, area), 0);
  const largest = components.findIndex(({ area }) => area === size);
  const mask = new Uint8Array(plane.values.length);
  for (let x = 0; x < plane.widthPx; x++) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      if (runs.component[i] !== largest) continue;
      for (let y = runs.top[i] as number; y < (runs.bottom[i] as number); y++) mask[y * plane.widthPx + x] = 1;
    }
  }
  return { mask, size };
}

/** First and last pixel of the piece in every row and column; null where it runs into the picture's edges. */
function outline(mask: Uint8Array, w: number, h: number): Point[] | null {
  const rim: Point[] = [];
  let atEdge = 0;
  // The sheet ends half a pixel beyond the middle of its last one.
  const add = (x: number, y: number, outX: number, outY: number) => {
    if (x <= 0 || y <= 0 || x >= w - 1 || y >= h - 1) atEdge++;
    else rim.push([x + outX, y + outY]);
  };
  for (let y = 0; y < h; y++) {
    const from = mask.indexOf(1, y * w) - y * w;
    if (from < 0 || from >= w) continue;
    add(from, y, -0.5, 0);
    add(mask.lastIndexOf(1, y * w + w - 1) - y * w, y, 0.5, 0);
  }
  for (let x = 0; x < w; x++) {
    let [top, bottom] = [0, h - 1];
    while (top < h && mask[top * w + x] === 0) top++;
    if (top === h) continue;
    while (mask[bottom * w + x] === 0) bottom--;
    add(x, top, 0, -0.5);
    add(x, bottom, 0, 0.5);
  }
  return atEdge > 0.03 * (rim.length + atEdge) || rim.length < 100 ? null : rim;
}

/** The points furthest towards the four corners of the picture, clockwise from left above: a sheet turned by less than 45°. */
function extremes(rim: readonly Point[]): Point[] {
  const furthest = (towards: (point: Point) => number) =>
    rim.reduce((best, point) => (towards(point) > towards(best) ? point : best));
  return [
    furthest(([x, y]) => -x - y),
    furthest(([x, y]) => x - y),
    furthest(([x, y]) => x + y),
    furthest(([x, y]) => y - x),
  ];
}

/** a·x + b·y = c with a² + b² = 1. */
type Line = readonly [a: number, b: number, c: number];

/** The line through the rim between two corners, by total least squares without what strays from it; null where that is no straight edge. */
function edgeLine(rim: readonly Point[], [x0, y0]: Point, [x1, y1]: Point): Line | null {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  let near = rim.filter(([x, y]) => {
    const along = ((x - x0) * ux + (y - y0) * uy) / length;
    const across = Math.abs((y - y0) * ux - (x - x0) * uy) / length;
    return along > CORNER_SHARE && along < 1 - CORNER_SHARE && across < 0.05;
  });
  let line: Line | null = null;
  for (let round = 0; round < 4; round++) {
    if (near.length < 20) return null;
    line = throughPoints(near);
    const strays = near.map((point) => stray(line as Line, point));
    const usual = strays.toSorted((a, b) => a - b)[strays.length >> 1] as number;
    if (round === 3 && usual > STRAIGHT_SHARE * length) return null;
    near = near.filter((_, k) => (strays[k] as number) <= Math.max(0.5, 2.5 * usual));
  }
  return line;
}

const stray = ([a, b, c]: Line, [x, y]: Point) => Math.abs(a * x + b * y - c);

function throughPoints(points: readonly Point[]): Line {
  const n = points.length;
  const mx = points.reduce((sum, [x]) => sum + x, 0) / n;
  const my = points.reduce((sum, [, y]) => sum + y, 0) / n;
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of points) {
    xx += (x - mx) ** 2;
    xy += (x - mx) * (y - my);
    yy += (y - my) ** 2;
  }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy) + Math.PI / 2;
  const [a, b] = [Math.cos(angle), Math.sin(angle)];
  return [a, b, a * mx + b * my];
}

function meet([a, b, c]: Line, [d, e, f]: Line): Point | null {
  const det = a * e - b * d;
  return Math.abs(det) < 0.2 ? null : [(c * e - b * f) / det, (a * f - c * d) / det];
}
