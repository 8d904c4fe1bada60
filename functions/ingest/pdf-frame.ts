import type { Pdfium } from './pdfium.ts';

/** An affine map as PDF writes it: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Affine = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function compose(outer: Affine, inner: Affine): Affine {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/** How much the map stretches lengths, for stroke widths: the root of the area's growth. */
export function stretchOf([a, b, c, d]: Affine): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

/**
 * Map from the page's user space to the pixels of its raster of `width` × `height`: the visible box, turned by the
 * page's own rotation, y down (PDF 32000-1, 14.11.2 and 7.7.3.3).
 */
export function pageToPixels(pdfium: Pdfium, page: number, width: number, height: number): Affine {
  const rect = pdfium._malloc(16);
  pdfium._FPDF_GetPageBoundingBox(page, rect);
  const view = new DataView(pdfium.HEAPU8.buffer);
  const [left, top, right, bottom] = [0, 4, 8, 12].map((at) => view.getFloat32(rect + at, true)) as [
    number,
    number,
    number,
    number,
  ];
  pdfium._free(rect);
  // Unit square with y down, then the turn, then pixels.
  const unit: Affine = [1 / (right - left), 0, 0, -1 / (top - bottom), -left / (right - left), top / (top - bottom)];
  const turns: readonly Affine[] = [IDENTITY, [0, 1, -1, 0, 1, 0], [-1, 0, 0, -1, 1, 1], [0, -1, 1, 0, 0, 1]];
  const turn = turns[pdfium._FPDFPage_GetRotation(page) & 3] ?? IDENTITY;
  return compose([width, 0, 0, height, 0, 0], compose(turn, unit));
}
