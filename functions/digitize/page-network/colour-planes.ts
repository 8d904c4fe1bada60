import type { RasterPage } from '../../ingest/types.ts';
import { type Paper, paperRow } from '../ink/paper.ts';
import type { Plane } from '../maths/plane.ts';

/** Channels of a pixel: deviation of red, green and blue from blank paper, and the ink that colour tells from grid. */
export const CHANNELS = 4;

/** The page as the network sees it: a byte a channel of each pixel, 0 blank paper, 255 black (or a full stroke). */
export interface ColourPlanes {
  readonly widthPx: number;
  readonly heightPx: number;
  /** The four channels of a pixel in one number, the first in its lowest byte: most of the work is to fetch them. */
  readonly values: Uint32Array;
}

/** Light and colour of the paper divided out, so that shadows and casts do not reach the network. */
export function colourPlanes(page: RasterPage, paper: Paper, ink: Plane): ColourPlanes {
  const { widthPx: w, heightPx: h, rgb } = page;
  const values = new Uint32Array(w * h);
  const row = new Float32Array(w * 3);
  for (let y = 0; y < h; y++) {
    paperRow(paper, y, w, row);
    for (let x = 0, o = y * w; x < w; x++, o++) {
      const r = darkness(rgb[3 * o] as number, row[3 * x] as number);
      const g = darkness(rgb[3 * o + 1] as number, row[3 * x + 1] as number);
      const b = darkness(rgb[3 * o + 2] as number, row[3 * x + 2] as number);
      values[o] = r | (g << 8) | (b << 16) | ((ink.values[o] as number) << 24);
    }
  }
  return { widthPx: w, heightPx: h, values };
}

const darkness = (light: number, paper: number): number =>
  light >= paper ? 0 : (255 - (255 * light) / paper + 0.5) | 0;

/** Every other channel of a pixel, with room for sums between them. */
const PAIR = 0x00ff00ff;
/** Makes the quarter of a sum a rounded one. */
const HALVES = 0x00020002;

/** Half the size: each pixel the mean of four. Pixel (x, y) of the half covers pixels 2x, 2x + 1 of the whole. */
export function halved({ widthPx, heightPx, values }: ColourPlanes): ColourPlanes {
  const w = widthPx >> 1;
  const h = heightPx >> 1;
  const out = new Uint32Array(w * h);
  for (let y = 0; y < h; y++) {
    let from = 2 * y * widthPx;
    for (let to = y * w, end = to + w; to < end; to++, from += 2) {
      const a = values[from] as number;
      const b = values[from + 1] as number;
      const c = values[from + widthPx] as number;
      const d = values[from + widthPx + 1] as number;
      const even = (a & PAIR) + (b & PAIR) + (c & PAIR) + (d & PAIR) + HALVES;
      const odd = ((a >>> 8) & PAIR) + ((b >>> 8) & PAIR) + ((c >>> 8) & PAIR) + ((d >>> 8) & PAIR) + HALVES;
      out[to] = ((even >>> 2) & PAIR) | (((odd >>> 2) & PAIR) << 8);
    }
  }
  return { widthPx: w, heightPx: h, values: out };
}

/** Places between pixels are told to so many parts of a pixel, so that weights and channels are whole numbers. */
const PARTS = 256;
/** Makes the product of two parts that is cut off a rounded one. */
const HALF_PART = PARTS ** 2 / 2;

/**
 * Bilinear values of all channels, packed as `ColourPlanes` has them, at `count` places between pixel centres (pixel-index coordinates) at even steps, written to `into`, which
 * holds 0, from `at` on; blank paper, 0, beyond the page's edge.
 */
export function sampleStretch(
  { widthPx: w, heightPx: h, values }: ColourPlanes,
  fromX: number,
  fromY: number,
  stepX: number,
  stepY: number,
  count: number,
  into: Uint32Array,
  at: number,
): void {
  for (let i = 0; i < count; i++) {
    const x = fromX + i * stepX;
    const y = fromY + i * stepY;
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    if (!(x0 >= 0 && y0 >= 0 && x0 + 1 < w && y0 + 1 < h)) continue;
    const top = y0 * w + x0;
    const upperLeft = values[top] as number;
    const upperRight = values[top + 1] as number;
    const lowerLeft = values[top + w] as number;
    const lowerRight = values[top + w + 1] as number;
    if ((upperLeft | upperRight | lowerLeft | lowerRight) === 0) continue;
    const u = ((x - x0) * PARTS) | 0;
    const v = ((y - y0) * PARTS) | 0;
    const d = u * v;
    const c = PARTS * v - d;
    const b = PARTS * u - d;
    const a = PARTS * PARTS - PARTS * u - c;
    let mixed = 0;
    for (let shift = 0; shift < 8 * CHANNELS; shift += 8) {
      const sum =
        a * ((upperLeft >>> shift) & 255) +
        b * ((upperRight >>> shift) & 255) +
        c * ((lowerLeft >>> shift) & 255) +
        d * ((lowerRight >>> shift) & 255);
      mixed |= ((sum + HALF_PART) >>> 16) << shift;
    }
    into[at + i] = mixed;
  }
}
