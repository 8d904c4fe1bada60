import type { RasterPage } from '../../ingest/types.ts';
import { type Paper, paperRow } from '../ink/paper.ts';
import type { Plane } from '../maths/plane.ts';

/** Channels of a pixel: deviation of red, green and blue from blank paper, and the ink that colour tells from grid. */
export const CHANNELS = 4;

/** The page as the network sees it: `CHANNELS` bytes a pixel, 0 blank paper, 255 black (or a full stroke). */
export interface ColourPlanes {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly values: Uint8Array;
}

/** Light and colour of the paper divided out, so that shadows and casts do not reach the network. */
export function colourPlanes(page: RasterPage, paper: Paper, ink: Plane): ColourPlanes {
  const { widthPx: w, heightPx: h, rgb } = page;
  const values = new Uint8Array(w * h * CHANNELS);
  const row = new Float32Array(w * 3);
  for (let y = 0; y < h; y++) {
    paperRow(paper, y, w, row);
    for (let x = 0, o = y * w; x < w; x++, o++) {
      const r = 255 - (255 * (rgb[3 * o] as number)) / (row[3 * x] as number);
      const g = 255 - (255 * (rgb[3 * o + 1] as number)) / (row[3 * x + 1] as number);
      const b = 255 - (255 * (rgb[3 * o + 2] as number)) / (row[3 * x + 2] as number);
      values[CHANNELS * o] = r < 0 ? 0 : r + 0.5;
      values[CHANNELS * o + 1] = g < 0 ? 0 : g + 0.5;
      values[CHANNELS * o + 2] = b < 0 ? 0 : b + 0.5;
      values[CHANNELS * o + 3] = ink.values[o] as number;
    }
  }
  return { widthPx: w, heightPx: h, values };
}

/** Half the size: each pixel the mean of four. Pixel (x, y) of the half covers pixels 2x, 2x + 1 of the whole. */
export function halved({ widthPx, heightPx, values }: ColourPlanes): ColourPlanes {
  const w = widthPx >> 1;
  const h = heightPx >> 1;
  const out = new Uint8Array(w * h * CHANNELS);
  const below = widthPx * CHANNELS;
  for (let y = 0; y < h; y++) {
    let from = 2 * y * below;
    let to = y * w * CHANNELS;
    for (let x = 0; x < w; x++, from += 2 * CHANNELS) {
      for (let c = from; c < from + CHANNELS; c++) {
        out[to++] =
          ((values[c] as number) +
            (values[c + CHANNELS] as number) +
            (values[c + below] as number) +
            (values[c + below + CHANNELS] as number) +
            2) >>
          2;
      }
    }
  }
  return { widthPx: w, heightPx: h, values: out };
}

/**
 * Bilinear values times `scale` of all channels at `count` places between pixel centres (pixel-index coordinates) at even steps, written to `into` from
 * `at` on, the channels one `plane` apart; blank paper beyond the page's edge.
 */
export function sampleStretch(
  { widthPx: w, heightPx: h, values }: ColourPlanes,
  fromX: number,
  fromY: number,
  stepX: number,
  stepY: number,
  count: number,
  scale: number,
  into: Uint8Array | Float32Array,
  at: number,
  plane: number,
): void {
  const below = w * CHANNELS;
  for (let i = 0; i < count; i++) {
    const x = fromX + i * stepX;
    const y = fromY + i * stepY;
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    if (!(x0 >= 0 && y0 >= 0 && x0 + 1 < w && y0 + 1 < h)) continue;
    const u = x - x0;
    const v = (y - y0) * scale;
    const a = (1 - u) * (scale - v);
    const b = u * (scale - v);
    const c = (1 - u) * v;
    const d = u * v;
    const top = (y0 * w + x0) * CHANNELS;
    const low = top + below;
    let o = at + i;
    for (let k = 0; k < CHANNELS; k++, o += plane) {
      into[o] =
        a * (values[top + k] as number) +
        b * (values[top + CHANNELS + k] as number) +
        c * (values[low + k] as number) +
        d * (values[low + CHANNELS + k] as number);
    }
  }
}
