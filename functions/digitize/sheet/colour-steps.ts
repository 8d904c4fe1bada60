import type { RasterPage } from '../../ingest/types.ts';

/** How much colour changes at every place of a picture made small, along its rows (x) or down its columns (y). */
export interface ColourSteps {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels of the picture to one of these. */
  readonly scale: number;
  /** Differences of colour before and behind a place, three numbers a place: what lies after it less what lies before it. */
  readonly alongX: Float32Array;
  readonly alongY: Float32Array;
}

/** What stands for a block of pixels: its brightest, which is paper or table since print and grid lines are thinner, or its mean, which shifts no edge. */
export type BlockColour = 'brightest' | 'mean';

/** Pictures are looked at at about this size, px. */
const LOOK_PX = 640;
/** Colour is averaged over this far before and behind a place, and this far to both sides of it: lines of print and grid average out. */
const REACH = 5;
const ASIDE = 3;

/** Measures the steps. Colours count by their square root, so that a step in shadow is a step nearly as in light. */
export function colourSteps({ widthPx, heightPx, rgb }: RasterPage, blocks: BlockColour): ColourSteps {
  const scale = Math.max(1, Math.round(Math.max(widthPx, heightPx) / LOOK_PX));
  const w = Math.floor(widthPx / scale);
  const h = Math.floor(heightPx / scale);
  const sums = summedColours(rgb, widthPx, w, h, scale, blocks);
  const alongX = new Float32Array(w * h * 3);
  const alongY = new Float32Array(w * h * 3);
  const stride = w + 1;
  for (let y = 1; y < h; y++) {
    const top = Math.max(0, y - REACH);
    const bottom = Math.min(h, y + REACH);
    const above = Math.max(0, y - ASIDE);
    const below = Math.min(h, y + ASIDE);
    for (let x = 1; x < w; x++) {
      const left = Math.max(0, x - REACH);
      const right = Math.min(w, x + REACH);
      const before = Math.max(0, x - ASIDE);
      const after = Math.min(w, x + ASIDE);
      const o = (y * w + x) * 3;
      for (let c = 0; c < 3; c++) {
        alongX[o + c] = mean(sums, stride, c, x, above, right, below) - mean(sums, stride, c, left, above, x, below);
        alongY[o + c] = mean(sums, stride, c, before, y, after, bottom) - mean(sums, stride, c, before, top, after, y);
      }
    }
  }
  return { widthPx: w, heightPx: h, scale, alongX, alongY };
}

/** Mean of a channel over a part of the small picture, whose sums stand in rows of `stride` corners. */
function mean(
  sums: Float64Array,
  stride: number,
  c: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
): number {
  const upper = 3 * top * stride + c;
  const lower = 3 * bottom * stride + c;
  const sum =
    (sums[lower + 3 * right] as number) -
    (sums[lower + 3 * left] as number) -
    (sums[upper + 3 * right] as number) +
    (sums[upper + 3 * left] as number);
  return sum / ((right - left) * (bottom - top));
}

/** Sums of colours' square roots over all that lies left of and above a corner of the small picture's pixels. */
function summedColours(
  rgb: Uint8Array,
  widthPx: number,
  w: number,
  h: number,
  scale: number,
  blocks: BlockColour,
): Float64Array {
  const sums = new Float64Array((w + 1) * (h + 1) * 3);
  const row = new Float64Array(3);
  for (let y = 0; y < h; y++) {
    row.fill(0);
    for (let x = 0; x < w; x++) {
      for (let c = 0; c < 3; c++) {
        const first = (y * scale * widthPx + x * scale) * 3 + c;
        const colour =
          blocks === 'brightest'
            ? brightestOf(rgb, first, widthPx, scale)
            : sumOf(rgb, first, widthPx, scale) / (scale * scale);
        row[c] = (row[c] as number) + Math.sqrt(colour);
        const o = ((y + 1) * (w + 1) + x + 1) * 3 + c;
        sums[o] = (sums[o - 3 * (w + 1)] as number) + (row[c] as number);
      }
    }
  }
  return sums;
}

/** The brightest of a square of pixels in one channel, of which the first has this place. */
function brightestOf(rgb: Uint8Array, first: number, widthPx: number, scale: number): number {
  let brightest = 0;
  for (let y = 0, from = first; y < scale; y++, from += 3 * widthPx) {
    for (let at = from, end = from + 3 * scale; at < end; at += 3) {
      const value = rgb[at] as number;
      if (value > brightest) brightest = value;
    }
  }
  return brightest;
}

/** Their sum. */
function sumOf(rgb: Uint8Array, first: number, widthPx: number, scale: number): number {
  let sum = 0;
  for (let y = 0, from = first; y < scale; y++, from += 3 * widthPx) {
    for (let at = from, end = from + 3 * scale; at < end; at += 3) sum += rgb[at] as number;
  }
  return sum;
}
