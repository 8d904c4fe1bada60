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
  return flattened(profile);
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

/** A profile without its slow changes. */
export function flattened(profile: Float32Array): Float32Array {
  const n = profile.length;
  const reach = Math.max(12, Math.round(n / 6));
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
