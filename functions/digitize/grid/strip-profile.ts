import type { Plane } from '../maths/plane.ts';
import { flattened, type LineFamily, type Tile } from './line-profile.ts';

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

/** Between which places of a projection at an angle all strips count. */
function whereAllCount({ length, offsets }: Strips, slope: number): readonly [from: number, to: number] {
  let [from, to] = [0, length];
  for (let k = 0; k < offsets.length; k++) {
    const whole = Math.floor((offsets[k] as number) * slope);
    from = Math.max(from, -whole);
    to = Math.min(to, length - whole - 1);
  }
  return [from, Math.max(from, to)];
}

/** The slope of lines at an angle against a strip's own axis. */
const slopeOf = (family: LineFamily, angleRad: number) => Math.tan(angleRad) * (family === 'down' ? -1 : 1);

/** The projection along lines of a slope, where all strips count: their mean, shifted so that such lines fall on one another. */
function stripMeans(strips: Strips, slope: number): Float32Array {
  const { length, offsets } = strips;
  const [from, to] = whereAllCount(strips, slope);
  const sum = new Float32Array(length);
  for (let k = 0; k < offsets.length; k++) addStrip(strips, k, slope, sum, from, to);
  return sum.slice(from, to).map((value) => value / offsets.length);
}

/** The same for a search that asks for a hundred slopes: two strips at a time, so that `sum`, which is room for it, is read and written half as often. */
function stripMeansInPairs(strips: Strips, slope: number, sum: Float64Array): Float32Array {
  const { length, means, offsets } = strips;
  const [from, to] = whereAllCount(strips, slope);
  sum.fill(0, from, to);
  for (let k = 0; k + 1 < offsets.length; k += 2) {
    const shift = (offsets[k] as number) * slope;
    const other = (offsets[k + 1] as number) * slope;
    const whole = Math.floor(shift);
    const otherWhole = Math.floor(other);
    const first = k * length + from + whole;
    const otherFirst = (k + 1) * length + from + otherWhole;
    addBoth(means, first, shift - whole, otherFirst, other - otherWhole, sum, from, to);
  }
  if (offsets.length % 2 === 1) addStrip(strips, offsets.length - 1, slope, sum, from, to);
  const projected = new Float32Array(to - from);
  for (let i = from; i < to; i++) projected[i - from] = (sum[i] as number) / offsets.length;
  return projected;
}

/** Adds a strip to a part of the sum: what lies between two of its values where lines of the slope fall. */
function addStrip(
  { length, means, offsets }: Strips,
  strip: number,
  slope: number,
  sum: Float32Array | Float64Array,
  from: number,
  to: number,
): void {
  const shift = (offsets[strip] as number) * slope;
  const whole = Math.floor(shift);
  const share = shift - whole;
  const rest = 1 - share;
  let at = strip * length + from + whole;
  let here = means[at] as number;
  for (let i = from; i < to; i++) {
    const next = means[++at] as number;
    sum[i] = (sum[i] as number) + here * rest + next * share;
    here = next;
  }
}

/** Adds two strips, from places of `means` on, each by its share of the way to the next value. */
function addBoth(
  means: Float32Array,
  first: number,
  share: number,
  otherFirst: number,
  otherShare: number,
  sum: Float64Array,
  from: number,
  to: number,
): void {
  const rest = 1 - share;
  const otherRest = 1 - otherShare;
  let here = means[first] as number;
  let otherHere = means[otherFirst] as number;
  for (let i = from, at = first + 1, otherAt = otherFirst + 1; i < to; i++, at++, otherAt++) {
    const next = means[at] as number;
    const otherNext = means[otherAt] as number;
    sum[i] = (sum[i] as number) + (here * rest + next * share) + (otherHere * otherRest + otherNext * otherShare);
    here = next;
    otherHere = otherNext;
  }
}

/** Projections of a tile along a family's lines, by their angle (rad, within ±15°). */
export interface Projections {
  /** How sharp one is. */
  readonly sharpness: (angleRad: number) => number;
  /** One as `lineProfile` has it, but along the tile's own axis. */
  readonly profile: (angleRad: number) => Float32Array;
}

export function projections(plane: Plane, tile: Tile, family: LineFamily): Projections {
  const summed = strips(plane, tile, family);
  const sum = new Float64Array(summed.length);
  return {
    profile: (angleRad) => flattened(stripMeans(summed, slopeOf(family, angleRad))),
    sharpness: (angleRad) => {
      const projected = flattened(stripMeansInPairs(summed, slopeOf(family, angleRad), sum));
      return projected.length < summed.length / 3 ? 0 : contrast(projected);
    },
  };
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
