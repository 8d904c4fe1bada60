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

/** Adds up strips shifted so that lines at an angle fall on one another, and says between which places all of them count. */
function project(
  { length, means, offsets }: Strips,
  family: LineFamily,
  angleRad: number,
  sum: Float32Array,
): readonly [from: number, to: number] {
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
  return [fromAll, toAll];
}

/** The projection itself, where all strips count. */
function stripMeans(strips: Strips, family: LineFamily, angleRad: number, sum: Float32Array): Float32Array {
  const [from, to] = project(strips, family, angleRad, sum);
  return sum.slice(from, Math.max(from, to)).map((value) => value / strips.offsets.length);
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
  const sum = new Float32Array(summed.length);
  const profile = (angleRad: number) => flattened(stripMeans(summed, family, angleRad, sum));
  return {
    profile,
    sharpness: (angleRad) => {
      const projected = profile(angleRad);
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
