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
  const wide = new Float32Array(widthPx * 2 * heightPx);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const at = (step: number): number => level[y * widthPx + Math.min(Math.max(x + step, 0), widthPx - 1)] as number;
      wide[y * widthPx * 2 + x * 2] = quarter(at(1), at(0), at(-1), at(-2));
      wide[y * widthPx * 2 + x * 2 + 1] = quarter(at(-1), at(0), at(1), at(2));
    }
  }
  const doubled = new Uint8Array(widthPx * heightPx * 4);
  const stride = widthPx * 2;
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < stride; x++) {
      const at = (step: number): number => wide[Math.min(Math.max(y + step, 0), heightPx - 1) * stride + x] as number;
      doubled[y * 2 * stride + x] = clamp(quarter(at(1), at(0), at(-1), at(-2)));
      doubled[(y * 2 + 1) * stride + x] = clamp(quarter(at(-1), at(0), at(1), at(2)));
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
