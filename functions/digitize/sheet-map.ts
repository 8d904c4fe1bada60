import { leastSquares } from './least-squares.ts';
import type { PaperMap } from './paper-map.ts';
import type { Corners, Point } from './sheet-outline.ts';
import { SHEETS_MM } from './sheets.ts';

/** Width and height of the usual sheets, either way round, mm. */
const EITHER_WAY = [...SHEETS_MM, ...SHEETS_MM.map(([long, short]) => [short, long] as const)];
/** A sheet's proportions are known from its view to about this share. */
const PROPORTIONS_STRAY = 0.06;

/**
 * The paper as the outline of a whole sheet shows it: a homography from the four corners to those of the usual sheet whose proportions fit best.
 * Null where none does.
 */
export function sheetMap(corners: Corners, widthPx: number, heightPx: number): PaperMap | null {
  const proportions = proportionsOf(corners, [(widthPx - 1) / 2, (heightPx - 1) / 2]);
  const strays = EITHER_WAY.map(([w, h]) => Math.abs(Math.log(w / h / proportions)));
  const best = strays.indexOf(Math.min(...strays));
  const sheet = EITHER_WAY[best];
  if (sheet === undefined || !((strays[best] as number) < PROPORTIONS_STRAY)) return null;
  const [w, h] = sheet;
  const scale = Math.max(widthPx, heightPx) / 2;
  const [originX, originY] = [(widthPx - 1) / 2, (heightPx - 1) / 2];
  const seen = corners.map(([x, y]): Point => [(x - originX) / scale, (y - originY) / scale]);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, k = 0] = homography(seen, [
    [0, 0],
    [w, 0],
    [w, h],
    [0, h],
  ]);
  // The map's millimetres count from the picture's middle.
  return {
    originX,
    originY,
    scale,
    view: Float64Array.of(a - c * g, b - c * k, d - f * g, e - f * k, g, k),
    bends: null,
    misfit: 0,
  };
}

/** (a·x + b·y + c)/(1 + g·x + k·y), (d·x + e·y + f)/(1 + g·x + k·y) through four pairs of points. */
function homography(from: readonly Point[], to: readonly Point[]): Float64Array {
  const rows: number[] = [];
  const values: number[] = [];
  from.forEach(([x, y], i) => {
    const [u, v] = to[i] as Point;
    rows.push(x, y, 1, 0, 0, 0, -u * x, -u * y);
    rows.push(0, 0, 0, x, y, 1, -v * x, -v * y);
    values.push(u, v);
  });
  return leastSquares(Float64Array.from(rows), Float64Array.from(values), new Float64Array(8).fill(1), 8);
}

/**
 * Width over height of the rectangle that a camera without distortion shows with these corners, its axis through `middle` (Zhang and He 2007). Seen
 * nearly straight from above the camera's focal length is not to be had, and not needed.
 */
function proportionsOf(corners: Corners, [u0, v0]: Point): number {
  const from = ([x, y]: Point): Vector => [x - u0, y - v0, 1];
  const [m1, m2, m4, m3] = [from(corners[0]), from(corners[1]), from(corners[2]), from(corners[3])];
  const k2 = dot(cross(m1, m4), m3) / dot(cross(m2, m4), m3);
  const k3 = dot(cross(m1, m4), m2) / dot(cross(m3, m4), m2);
  const across = less(m2, k2, m1);
  const down = less(m3, k3, m1);
  const focal2 = -(across[0] * down[0] + across[1] * down[1]) / (across[2] * down[2]);
  const size = Math.max(Math.abs(u0), Math.abs(v0));
  // A focal length that no camera has is what the corners' noise makes of a flat view.
  const usable = focal2 > (0.5 * size) ** 2 && focal2 < (20 * size) ** 2;
  const length = ([x, y, z]: Vector) => Math.sqrt(usable ? (x * x + y * y) / focal2 + z * z : x * x + y * y);
  return length(across) / length(down);
}

type Vector = readonly [number, number, number];

const less = (a: Vector, times: number, b: Vector): Vector => [
  times * a[0] - b[0],
  times * a[1] - b[1],
  times * a[2] - b[2],
];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
