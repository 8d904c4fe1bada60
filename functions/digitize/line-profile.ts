import type { Plane } from './plane.ts';

/** A rectangle of a plane. */
export interface Tile {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Which of the two families of grid lines: those that run down the page or those that run across. */
export type LineFamily = 'down' | 'across';

/**
 * Mean darkness of a tile projected along lines of a family turned by `angleRad` (clockwise on the screen): a profile over
 * the distance perpendicular to the lines, 1 px a bin, the tile's centre at bin (length − 1)/2. Every `stride`-th
 * pixel along the lines is read. Slow changes are taken out.
 */
export function lineProfile(plane: Plane, tile: Tile, family: LineFamily, angleRad: number, stride: number): Float32Array {
  const { widthPx, values } = plane;
  const cos = Math.cos(angleRad);
  const sin = Math.sin(angleRad);
  const length = family === 'down' ? tile.width : tile.height;
  const sums = new Float32Array(length + 1);
  const counts = new Float32Array(length + 1);
  const xStep = family === 'across' ? stride : 1;
  const yStep = family === 'down' ? stride : 1;
  const centreX = (tile.width - 1) / 2;
  const centreY = (tile.height - 1) / 2;
  for (let y = 0; y < tile.height; y += yStep) {
    const rowStart = (tile.top + y) * widthPx + tile.left;
    for (let x = 0; x < tile.width; x += xStep) {
      const along = family === 'down' ? (x - centreX) * cos + (y - centreY) * sin : (y - centreY) * cos - (x - centreX) * sin;
      const position = along + (length - 1) / 2;
      if (position < 0 || position >= length) continue;
      const bin = Math.floor(position);
      const share = position - bin;
      const value = values[rowStart + x] as number;
      sums[bin] = (sums[bin] as number) + value * (1 - share);
      counts[bin] = (counts[bin] as number) + 1 - share;
      sums[bin + 1] = (sums[bin + 1] as number) + value * share;
      counts[bin + 1] = (counts[bin + 1] as number) + share;
    }
  }
  const profile = new Float32Array(length);
  for (let i = 0; i < length; i++) profile[i] = (sums[i] as number) / Math.max(1, counts[i] as number);
  return flatten(profile, Math.max(12, Math.round(length / 6)));
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
export function contrast(profile: Float32Array): number {
  const from = Math.floor(profile.length / 8);
  const to = profile.length - from;
  let sum = 0;
  for (let i = from; i < to; i++) sum += (profile[i] as number) ** 2;
  return sum / (to - from);
}

/** The angle within ±reach of `aroundRad` at which a family of lines is sharpest, and that sharpness. */
export function sharpestAngle(
  plane: Plane,
  tile: Tile,
  family: LineFamily,
  aroundRad: number,
  reachRad: number,
  stepRad: number,
  stride: number,
): { angleRad: number; contrast: number } {
  let best = { angleRad: aroundRad, contrast: -1 };
  const at = (angleRad: number) => contrast(lineProfile(plane, tile, family, angleRad, stride));
  for (let a = aroundRad - reachRad; a <= aroundRad + reachRad + 1e-9; a += stepRad) {
    const value = at(a);
    if (value > best.contrast) best = { angleRad: a, contrast: value };
  }
  for (let step = stepRad / 2; step > 0.0006; step /= 2) {
    for (const angleRad of [best.angleRad - step, best.angleRad + step]) {
      const value = at(angleRad);
      if (value > best.contrast) best = { angleRad, contrast: value };
    }
  }
  return best;
}
