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
  const [w, h] = [Math.floor(widthPx / scale), Math.floor(heightPx / scale)];
  const sums = summedColours(rgb, widthPx, w, h, scale, blocks);
  const alongX = new Float32Array(w * h * 3);
  const alongY = new Float32Array(w * h * 3);
  const stride = w + 1;
  const mean = (c: number, left: number, top: number, right: number, bottom: number) => {
    const at = (x: number, y: number) => sums[(y * stride + x) * 3 + c] as number;
    return (at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top)) / ((right - left) * (bottom - top));
  };
  for (let y = 1; y < h; y++) {
    for (let x = 1; x < w; x++) {
      const [left, right] = [Math.max(0, x - REACH), Math.min(w, x + REACH)];
      const [top, bottom] = [Math.max(0, y - REACH), Math.min(h, y + REACH)];
      const [before, after] = [Math.max(0, x - ASIDE), Math.min(w, x + ASIDE)];
      const [above, below] = [Math.max(0, y - ASIDE), Math.min(h, y + ASIDE)];
      for (let c = 0; c < 3; c++) {
        const o = (y * w + x) * 3 + c;
        alongX[o] = mean(c, x, above, right, below) - mean(c, left, above, x, below);
        alongY[o] = mean(c, before, y, after, bottom) - mean(c, before, top, after, y);
      }
    }
  }
  return { widthPx: w, heightPx: h, scale, alongX, alongY };
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
        let [sum, brightest] = [0, 0];
        for (let yy = y * scale; yy < (y + 1) * scale; yy++) {
          for (let at = (yy * widthPx + x * scale) * 3 + c, end = at + 3 * scale; at < end; at += 3) {
            const value = rgb[at] as number;
            sum += value;
            if (value > brightest) brightest = value;
          }
        }
        row[c] = (row[c] as number) + Math.sqrt(blocks === 'brightest' ? brightest : sum / (scale * scale));
        const o = ((y + 1) * (w + 1) + x + 1) * 3 + c;
        sums[o] = (sums[o - 3 * (w + 1)] as number) + (row[c] as number);
      }
    }
  }
  return sums;
}
