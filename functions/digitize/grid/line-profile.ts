import type { Plane } from '../maths/plane.ts';

/** A rectangle of a plane. */
export interface Tile {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The middle of a tile, px. */
export const middleOf = ({ left, top, width, height }: Tile): [x: number, y: number] => [
  left + (width - 1) / 2,
  top + (height - 1) / 2,
];

/** Which of the two families of grid lines: those that run down the page or those that run across. */
export type LineFamily = 'down' | 'across';

/**
 * Mean darkness of a tile projected along lines of a family turned by `angleRad` (clockwise on the screen): a profile over
 * the distance perpendicular to the lines, 1 px a bin, the tile's centre at bin (length − 1)/2. One pixel in
 * `stride` along the lines is read, at uneven steps: even ones fall into step with grids. Slow changes are taken out.
 */
export function lineProfile(
  plane: Plane,
  tile: Tile,
  family: LineFamily,
  angleRad: number,
  stride: number,
): Float32Array {
  const length = family === 'down' ? tile.width : tile.height;
  const sums = new Float64Array(length + 1);
  const counts = new Float64Array(length + 1);
  if (angleRad === 0) sumUpright(plane, tile, family, stride, sums, counts);
  else sumTurned(plane, tile, family, angleRad, stride, sums, counts);
  const profile = new Float32Array(length);
  for (let i = 0; i < length; i++) profile[i] = (sums[i] as number) / Math.max(1, counts[i] as number);
  return flatten(profile, Math.max(12, Math.round(length / 6)));
}

/** Adds a tile's values, and how many they are, to the bins that they fall between. */
function sumTurned(
  { widthPx, values }: Plane,
  tile: Tile,
  family: LineFamily,
  angleRad: number,
  stride: number,
  sums: Float64Array,
  counts: Float64Array,
): void {
  const length = family === 'down' ? tile.width : tile.height;
  const cos = Math.cos(angleRad);
  const sin = Math.sin(angleRad);
  const xStep = family === 'across' ? stride : 1;
  const yStep = family === 'down' ? stride : 1;
  const [perX, perY] = family === 'down' ? [cos, sin] : [-sin, cos];
  const start = (length - 1) / 2 - (perX * (tile.width - 1)) / 2 - (perY * (tile.height - 1)) / 2;
  for (let row = 0; row + yStep <= tile.height; row += yStep) {
    const y = unevenly(row, yStep);
    const rowStart = (tile.top + y) * widthPx + tile.left;
    const atRow = start + perY * y;
    for (let column = 0; column + xStep <= tile.width; column += xStep) {
      const x = xStep === 1 ? column : unevenly(column, xStep);
      const position = atRow + perX * x;
      if (position < 0 || position >= length) continue;
      const bin = position | 0;
      const share = position - bin;
      const value = values[rowStart + x] as number;
      sums[bin] = (sums[bin] as number) + value * (1 - share);
      counts[bin] = (counts[bin] as number) + 1 - share;
      sums[bin + 1] = (sums[bin + 1] as number) + value * share;
      counts[bin + 1] = (counts[bin + 1] as number) + share;
    }
  }
}

/** One of the `step` places from `first` on. */
const unevenly = (first: number, step: number): number => first + ((Math.imul(first, 0x9e3779b1) >>> 8) % step);

/** Adds up lines that are not turned: no pixel falls between two bins, and whole numbers add up the same in any order. */
function sumUpright(
  { widthPx, values }: Plane,
  tile: Tile,
  family: LineFamily,
  stride: number,
  sums: Float64Array,
  counts: Float64Array,
): void {
  const [along, across] = family === 'down' ? [tile.height, tile.width] : [tile.width, tile.height];
  const places = Int32Array.from({ length: Math.floor(along / stride) }, (_, k) => unevenly(k * stride, stride));
  counts.fill(places.length, 0, across);
  if (family === 'down')
    for (const y of places) {
      const rowStart = (tile.top + y) * widthPx + tile.left;
      for (let x = 0; x < across; x++) sums[x] = (sums[x] as number) + (values[rowStart + x] as number);
    }
  else
    for (let y = 0; y < across; y++) {
      const rowStart = (tile.top + y) * widthPx + tile.left;
      let sum = 0;
      for (let k = 0; k < places.length; k++) sum += values[rowStart + (places[k] as number)] as number;
      sums[y] = sum;
    }
}

/** Takes out the moving average over ±reach. */
function flatten(profile: Float32Array, reach: number): Float32Array {
  const n = profile.length;
  const prefix = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) prefix[i + 1] = (prefix[i] as number) + (profile[i] as number);
  const out = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const from = Math.max(0, i - reach);
    const to = Math.min(n, i + reach + 1);
    out[i] = (profile[i] as number) - ((prefix[to] as number) - (prefix[from] as number)) / (to - from);
  }
  return out;
}

/** Mean square of the middle three quarters of a profile: sharpest when the projection runs along the lines. */
function contrast(profile: Float32Array): number {
  const from = Math.floor(profile.length / 8);
  const to = profile.length - from;
  let sum = 0;
  for (let i = from; i < to; i++) sum += (profile[i] as number) ** 2;
  return sum / (to - from);
}

const STRIP_PX = 8;

/** A tile summed in strips across its lines, so that a projection at any small angle is a sum of shifted strips. */
interface Strips {
  readonly length: number;
  /** Mean darkness, strip by strip. */
  readonly means: Float32Array;
  /** Distance of each strip's middle from the tile's middle, along the lines. */
  readonly offsets: Float32Array;
}

function strips(plane: Plane, tile: Tile, family: LineFamily): Strips {
  const { widthPx, values } = plane;
  const length = family === 'down' ? tile.width : tile.height;
  const along = family === 'down' ? tile.height : tile.width;
  const count = Math.max(1, Math.floor(along / STRIP_PX));
  const means = new Float32Array(count * length);
  for (let y = 0; y < tile.height; y++) {
    const base = (tile.top + y) * widthPx + tile.left;
    if (family === 'down') {
      const strip = Math.floor(y / STRIP_PX);
      if (strip >= count) break;
      const o = strip * length;
      for (let x = 0; x < length; x++) means[o + x] = (means[o + x] as number) + (values[base + x] as number);
    } else {
      for (let strip = 0; strip < count; strip++) {
        let sum = 0;
        const from = base + strip * STRIP_PX;
        for (let x = from; x < from + STRIP_PX; x++) sum += values[x] as number;
        means[strip * length + y] = sum;
      }
    }
  }
  for (let i = 0; i < means.length; i++) means[i] = (means[i] as number) / STRIP_PX;
  const offsets = Float32Array.from({ length: count }, (_, k) => (k + 0.5) * STRIP_PX - along / 2);
  return { length, means, offsets };
}

/** Contrast of the projection at an angle, from shifted strips. */
function stripContrast(
  { length, means, offsets }: Strips,
  family: LineFamily,
  angleRad: number,
  sum: Float32Array,
): number {
  sum.fill(0);
  const slope = Math.tan(angleRad) * (family === 'down' ? -1 : 1);
  let fromAll = 0;
  let toAll = length;
  for (let k = 0; k < offsets.length; k++) {
    const shift = (offsets[k] as number) * slope;
    const whole = Math.floor(shift);
    const share = shift - whole;
    const from = Math.max(0, -whole);
    const to = Math.min(length, length - whole - 1);
    fromAll = Math.max(fromAll, from);
    toAll = Math.min(toAll, to);
    const base = k * length + whole;
    const rest = 1 - share;
    let here = means[base + from] as number;
    for (let i = from; i < to; i++) {
      const next = means[base + i + 1] as number;
      sum[i] = (sum[i] as number) + here * rest + next * share;
      here = next;
    }
  }
  if (toAll - fromAll < length / 3) return 0;
  const profile = sum.slice(fromAll, toAll).map((v) => v / offsets.length);
  return contrast(flatten(profile, Math.max(12, Math.round(length / 6))));
}

/** How sharp a tile's projection along a family's lines is, by the angle (rad, within ±15°). */
export function sharpness(plane: Plane, tile: Tile, family: LineFamily): (angleRad: number) => number {
  const summed = strips(plane, tile, family);
  const sum = new Float32Array(summed.length);
  return (angleRad) => stripContrast(summed, family, angleRad, sum);
}

/** The angle within ±reach of `aroundRad` (all within ±15°) at which a family of lines is sharpest. */
export function sharpestAngle(
  plane: Plane,
  tile: Tile,
  family: LineFamily,
  aroundRad: number,
  reachRad: number,
  stepRad: number,
): { angleRad: number; contrast: number } {
  return sharpestOf(sharpness(plane, tile, family), aroundRad, reachRad, stepRad);
}

const FINEST_STEP = 0.0006;

/** Where a function of the angle is highest within ±reach: looked for in steps, and then in halves of them. */
export function sharpestOf(
  sharpnessAt: (angleRad: number) => number,
  aroundRad: number,
  reachRad: number,
  stepRad: number,
): { angleRad: number; contrast: number } {
  let best = { angleRad: aroundRad, contrast: -1 };
  const attempt = (angleRad: number) => {
    const contrast = sharpnessAt(angleRad);
    if (contrast > best.contrast) best = { angleRad, contrast };
  };
  for (let a = aroundRad - reachRad; a <= aroundRad + reachRad + 1e-9; a += stepRad) attempt(a);
  for (let step = stepRad / 2; step > FINEST_STEP; step /= 2) {
    const { angleRad } = best;
    attempt(angleRad - step);
    attempt(angleRad + step);
  }
  return best;
}
