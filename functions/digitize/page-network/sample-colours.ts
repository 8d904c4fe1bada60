import type { ColourPlanes } from '../ink/colour-planes.ts';

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

/** Places between pixels, and what pixels weigh there, are told in so many parts, so that two channels are mixed at once. */
const PARTS = 256;
/** Makes what is cut off of a mixture of either channel a rounded one. */
const HALF_PARTS = 0x00800080;

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
  const right = w - 1;
  const bottom = h - 1;
  for (let i = 0; i < count; i++) {
    const x = fromX + i * stepX;
    const y = fromY + i * stepY;
    if (!(x >= 0 && y >= 0 && x < right && y < bottom)) continue;
    const x0 = x | 0;
    const y0 = y | 0;
    const top = y0 * w + x0;
    const upperLeft = values[top] as number;
    const upperRight = values[top + 1] as number;
    const lowerLeft = values[top + w] as number;
    const lowerRight = values[top + w + 1] as number;
    if ((upperLeft | upperRight | lowerLeft | lowerRight) === 0) continue;
    const u = ((x - x0) * PARTS) | 0;
    const v = ((y - y0) * PARTS) | 0;
    const d = (u * v) >> 8;
    const c = v - d;
    const b = u - d;
    const a = PARTS - u - c;
    const even =
      Math.imul(a, upperLeft & PAIR) +
      Math.imul(b, upperRight & PAIR) +
      Math.imul(c, lowerLeft & PAIR) +
      Math.imul(d, lowerRight & PAIR);
    const odd =
      Math.imul(a, (upperLeft >>> 8) & PAIR) +
      Math.imul(b, (upperRight >>> 8) & PAIR) +
      Math.imul(c, (lowerLeft >>> 8) & PAIR) +
      Math.imul(d, (lowerRight >>> 8) & PAIR);
    into[at + i] = (((even + HALF_PARTS) >>> 8) & PAIR) | ((odd + HALF_PARTS) & ~PAIR);
  }
}
