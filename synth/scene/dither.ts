import { toGrey } from '../picture.ts';
import type { Random } from '../random.ts';
import type { Raster } from '../types.ts';
import type { Effect } from './effect.ts';

/** Thresholds of ordered dithering in the order in which dots are set, 0…n² − 1 for a side of n = 2, 4, 8 (Bayer 1973). */
export function bayer(side: number): Uint8Array {
  let matrix = Uint8Array.of(0);
  for (let n = 1; n < side; n *= 2) {
    const next = new Uint8Array(4 * n * n);
    for (let y = 0; y < n; y++)
      for (let x = 0; x < n; x++) {
        const value = 4 * (matrix[y * n + x] ?? 0);
        next[y * 2 * n + x] = value;
        next[y * 2 * n + x + n] = value + 2;
        next[(y + n) * 2 * n + x] = value + 3;
        next[(y + n) * 2 * n + x + n] = value + 1;
      }
    matrix = next;
  }
  return matrix;
}

/** Dots at the places of a fixed matrix: even greys become patterns. */
export function orderedDither(picture: Raster, side: number): Raster {
  const { width, height, rgb } = toGrey(picture);
  const matrix = bayer(side);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const threshold = (((matrix[(y % side) * side + (x % side)] ?? 0) + 0.5) / (side * side)) * 255;
      const i = 3 * (y * width + x);
      rgb.fill((rgb[i] ?? 0) < threshold ? 0 : 255, i, i + 3);
    }
  return { width, height, rgb };
}

/** Dots whose error goes on to the neighbours that are still to come (Floyd and Steinberg 1976). */
export function diffusedDither(picture: Raster): Raster {
  const { width, height, rgb } = toGrey(picture);
  // The error carried to this row and to the next, with a pixel's room at both ends.
  let here = new Float32Array(width + 2);
  let below = new Float32Array(width + 2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = 3 * (y * width + x);
      const wanted = (rgb[i] ?? 0) + (here[x + 1] ?? 0);
      const dot = wanted < 128 ? 0 : 255;
      const error = wanted - dot;
      rgb.fill(dot, i, i + 3);
      here[x + 2] = (here[x + 2] ?? 0) + (7 / 16) * error;
      below[x] = (below[x] ?? 0) + (3 / 16) * error;
      below[x + 1] = (below[x + 1] ?? 0) + (5 / 16) * error;
      below[x + 2] = (below[x + 2] ?? 0) + (1 / 16) * error;
    }
    [here, below] = [below, here];
    below.fill(0);
  }
  return { width, height, rgb };
}

/** Greys as dots, the way of printers and of scanners set to "photo, black and white". */
export function dither(random: Random): Effect {
  const side = random.pick([0, 4, 8]);
  return {
    name: side === 0 ? 'dither-diffused' : `dither-${side}`,
    apply: (picture) => (side === 0 ? diffusedDither(picture) : orderedDither(picture, side)),
  };
}
