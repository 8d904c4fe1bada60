import type { SheetView } from './sheet-fit.ts';
import type { Point } from './sheet-outline.ts';
import { USUAL_FOCAL } from './sheet-proportions.ts';

/** How high paper stands over its plane along one of its sides: cubic splines of so many parts, told at so many places. */
const PARTS = 10;
const COEFFICIENTS = PARTS + 3;
const PLACES = 80;
/** Rounds in which a ray of sight meets bent paper: each is nearer by the paper's slope times the tangent of the sight's. */
const ROUNDS = 4;

/** Numbers of a view before those of its profiles: turn (3), place (2, over the distance), logarithm of distance and of focal length, lens, axis (2). */
const POSE = { turn: 0, aside: 3, distance: 5, focal: 6, lens: 7, axis: 8, count: 10 } as const;
/** All numbers of a view; profiles along the width and along the height come last. */
export const VIEW_NUMBERS = POSE.count + 2 * COEFFICIENTS;

/** Where the numbers of both profiles begin, and how many there are of each. */
export const PROFILES = { along: [POSE.count, POSE.count + COEFFICIENTS], count: COEFFICIENTS } as const;
/** Which of a view's numbers are the logarithm of the focal length (over the picture's unit), the lens' distortion, and the first of two of the camera's axis (from the picture's middle, in its unit). */
export const FOCAL = POSE.focal;
export const LENS = POSE.lens;
export const AXIS = POSE.axis;

/**
 * From places of the picture (counted from its middle, over half its long side) to a sheet (mm from its left upper corner) that bends without stretching: it stands over its plane by a profile along its
 * width and one along its height, as curled and folded paper does (a general cylinder each: Courteille et al. 2007), before a camera.
 */
export type CurledView = (place: Point) => [xMm: number, yMm: number];

/** The view that has these numbers, of a sheet of that size. */
export function curledView(numbers: Float64Array, [width, height]: readonly [number, number]): CurledView {
  const [ax, ay, az, tx = 0, ty = 0, logDistance = 0, logFocal = 0, lens = 0, axisX = 0, axisY = 0] = numbers;
  const turn = rotation(ax as number, ay as number, az as number);
  const distance = Math.exp(logDistance);
  const focal = Math.exp(logFocal);
  const lifted = (x: number, y: number, z: number, axis: number) =>
    (turn[axis] as number) * x + (turn[3 + axis] as number) * y + (turn[6 + axis] as number) * z;
  const eye = [0, 1, 2].map((axis) => lifted(tx * distance, ty * distance, distance, axis)) as [number, number, number];
  const across = profile(numbers, PROFILES.along[0], width);
  const down = profile(numbers, PROFILES.along[1], height);
  return (place) => {
    const x = place[0] - axisX;
    const y = place[1] - axisY;
    const undistorted = (1 + lens * (x * x + y * y)) / focal;
    const u = x * undistorted;
    const v = y * undistorted;
    const rx = lifted(u, v, 1, 0);
    const ry = lifted(u, v, 1, 1);
    const rz = lifted(u, v, 1, 2);
    let s = width / 2;
    let t = height / 2;
    let z = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const reach = (z + eye[2]) / rz;
      s = across.along(reach * rx - eye[0] + width / 2);
      t = down.along(reach * ry - eye[1] + height / 2);
      z = across.heightAt(s) + down.heightAt(t);
    }
    return [s, t];
  };
}

/** Bent paper seen from its side. */
interface Profile {
  /** Height over the plane at a place of the paper, mm. */
  heightAt(mm: number): number;
  /** The place of the paper over a place of the plane, mm. */
  along(planeMm: number): number;
}

function profile(numbers: Float64Array, from: number, lengthMm: number): Profile {
  const heights = new Float64Array(PLACES + 1);
  const plane = new Float64Array(PLACES + 1);
  const step = lengthMm / PLACES;
  for (let k = 0; k <= PLACES; k++) {
    const [part, weights] = SPLINE[k] as (typeof SPLINE)[number];
    let sum = 0;
    for (let i = 0; i < 4; i++) sum += (weights[i] as number) * (numbers[from + part + i] as number);
    heights[k] = sum;
    if (k === 0) continue;
    const rise = sum - (heights[k - 1] as number);
    plane[k] = (plane[k - 1] as number) + Math.sqrt(Math.max(0.25 * step * step, step * step - rise * rise));
  }
  // The middle stays where it is.
  const shift = lengthMm / 2 - (plane[PLACES / 2] as number);
  for (let k = 0; k <= PLACES; k++) plane[k] = (plane[k] as number) + shift;
  const within = (k: number) => Math.min(PLACES - 1, Math.max(0, k));
  return {
    heightAt: (mm) => {
      const k = within(Math.floor(mm / step));
      const part = mm / step - k;
      return (1 - part) * (heights[k] as number) + part * (heights[k + 1] as number);
    },
    along: (planeMm) => {
      let k = within(Math.floor(planeMm / step));
      while (k > 0 && (plane[k] as number) > planeMm) k--;
      while (k < PLACES - 1 && (plane[k + 1] as number) < planeMm) k++;
      const a = plane[k] as number;
      const b = plane[k + 1] as number;
      return step * (k + (planeMm - a) / (b - a));
    },
  };
}

/** Of every place: the first of the four coefficients that it stands on, and their weights (cubic B-splines). */
const SPLINE = Array.from({ length: PLACES + 1 }, (_, k) => {
  const at = (k * PARTS) / PLACES;
  const part = Math.min(PARTS - 1, Math.floor(at));
  const t = at - part;
  const weights = [
    (1 - t) ** 3 / 6,
    (3 * t ** 3 - 6 * t ** 2 + 4) / 6,
    (-3 * t ** 3 + 3 * t ** 2 + 3 * t + 1) / 6,
    t ** 3 / 6,
  ];
  return [part, weights] as const;
});

/** The matrix, row by row, of a turn about a vector by its length, rad (Rodrigues). */
function rotation(x: number, y: number, z: number): Float64Array {
  const angle = Math.hypot(x, y, z);
  const [sin, cos] = angle < 1e-9 ? [1, 0] : [Math.sin(angle) / angle, (1 - Math.cos(angle)) / angle ** 2];
  const c = 1 - cos * angle * angle;
  return Float64Array.of(
    c + cos * x * x,
    cos * x * y - sin * z,
    cos * x * z + sin * y,
    cos * x * y + sin * z,
    c + cos * y * y,
    cos * y * z - sin * x,
    cos * x * z - sin * y,
    cos * y * z + sin * x,
    c + cos * z * z,
  );
}

/** The turn's vector of a rotation (row by row), for turns short of half a circle. */
function turnVector(r: readonly number[]): [number, number, number] {
  const at = (i: number) => r[i] as number;
  const angle = Math.acos(Math.max(-1, Math.min(1, (at(0) + at(4) + at(8) - 1) / 2)));
  const by = angle < 1e-9 ? 0.5 : angle / (2 * Math.sin(angle));
  return [by * (at(7) - at(5)), by * (at(2) - at(6)), by * (at(3) - at(1))];
}

/** The numbers of the flat sheet of that size that comes nearest to a view of it, which has one focal length only. */
export function flatNumbers({ homography, lens }: SheetView, [width, height]: readonly [number, number]): Float64Array {
  const focal = USUAL_FOCAL;
  const [m0, m1, m2] = inverse(homography);
  const [first, second] = [m0, m1].map(([x, y, z]) => [x / focal, y / focal, z] as Vector) as [Vector, Vector];
  const middle: Vector = [0, 1, 2].map(
    (k) => ((m0[k] as number) * width) / 2 + ((m1[k] as number) * height) / 2 + (m2[k] as number),
  ) as unknown as Vector;
  const scale = Math.sqrt(length(first) * length(second));
  const place: Vector = [middle[0] / focal / scale, middle[1] / focal / scale, middle[2] / scale];
  const r1 = times(first, 1 / length(first));
  const off = dot(r1, second);
  const second1 = plus(second, times(r1, -off));
  const r2 = times(second1, 1 / length(second1));
  const r3 = cross(r1, r2);
  const matrix = [r1[0], r2[0], r3[0], r1[1], r2[1], r3[1], r1[2], r2[2], r3[2]];
  const numbers = new Float64Array(VIEW_NUMBERS);
  numbers.set([
    ...turnVector(matrix),
    place[0] / place[2],
    place[1] / place[2],
    Math.log(place[2]),
    Math.log(focal),
    lens,
  ]);
  return numbers;
}

type Vector = readonly [number, number, number];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const length = (a: Vector) => Math.sqrt(dot(a, a));
const times = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by];
const plus = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** Columns of the inverse of a homography, scaled so that the sheet lies before the camera. */
function inverse([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]: Float64Array): readonly [
  Vector,
  Vector,
  Vector,
] {
  const rows: Vector[] = [
    [a, b, c],
    [d, e, f],
    [g, h, 1],
  ];
  const [p, q, r] = rows as [Vector, Vector, Vector];
  const det = dot(p, cross(q, r));
  // The inverse's columns are the cross products of the rows.
  return [times(cross(q, r), 1 / det), times(cross(r, p), 1 / det), times(cross(p, q), 1 / det)];
}
