import type { Darkness } from './darkness.ts';

/** Longest side below which letters touch each other at the page's own resolution. */
const SMALL_PAGE_PX = 1400;

/** How much a page is enlarged before its text is looked for: 2 for small pictures, else 1. */
export function readingScale(widthPx: number, heightPx: number): 1 | 2 {
  return Math.max(widthPx, heightPx) < SMALL_PAGE_PX ? 2 : 1;
}

/** Doubles a plane: each pixel becomes four, on a cubic through its neighbours (quarter-pixel phases of Catmull-Rom). */
export function doubleDarkness(plane: Darkness): Darkness {
  const { widthPx, heightPx, level } = plane;
  const stride = widthPx * 2;
  const wide = new Float32Array(stride * heightPx);
  for (let y = 0; y < heightPx; y++) {
    const row = y * widthPx;
    for (let x = 0; x < widthPx; x++) {
      const a = level[row + Math.max(x - 2, 0)] as number;
      const b = level[row + Math.max(x - 1, 0)] as number;
      const c = level[row + x] as number;
      const d = level[row + Math.min(x + 1, widthPx - 1)] as number;
      const e = level[row + Math.min(x + 2, widthPx - 1)] as number;
      // Bare paper stays what it is.
      if ((a | b | c | d | e) === 0) continue;
      wide[y * stride + x * 2] = quarter(d, c, b, a);
      wide[y * stride + x * 2 + 1] = quarter(b, c, d, e);
    }
  }
  const doubled = new Uint8Array(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y++) {
    const above = Math.max(y - 1, 0) * stride;
    const farAbove = Math.max(y - 2, 0) * stride;
    const below = Math.min(y + 1, heightPx - 1) * stride;
    const farBelow = Math.min(y + 2, heightPx - 1) * stride;
    for (let x = 0; x < stride; x++) {
      const a = wide[farAbove + x] as number;
      const b = wide[above + x] as number;
      const c = wide[y * stride + x] as number;
      const d = wide[below + x] as number;
      const e = wide[farBelow + x] as number;
      doubled[y * 2 * stride + x] = clamp(quarter(d, c, b, a));
      doubled[(y * 2 + 1) * stride + x] = clamp(quarter(b, c, d, e));
    }
  }
  return { widthPx: stride, heightPx: heightPx * 2, level: doubled };
}

/** Keys' cubic (a = −0.5) a quarter of the way from `here` to `next`. */
function quarter(before: number, here: number, next: number, after: number): number {
  return -0.0703125 * before + 0.8671875 * here + 0.2265625 * next - 0.0234375 * after;
}

function clamp(value: number): number {
  return Math.min(Math.max(value, 0), 255);
}
