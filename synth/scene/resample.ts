import type { Raster } from '../types.ts';
import type { InverseMap } from './warp.ts';

/** Bilinear value of a plane at a place between pixel centres; edges are repeated. */
function bilinear(from: Uint8Array, width: number, height: number, x: number, y: number): number {
  const x0 = Math.max(0, Math.min(width - 1, Math.floor(x)));
  const y0 = Math.max(0, Math.min(height - 1, Math.floor(y)));
  const x1 = Math.min(width - 1, x0 + 1);
  const y1 = Math.min(height - 1, y0 + 1);
  const u = Math.max(0, Math.min(1, x - x0));
  const v = Math.max(0, Math.min(1, y - y0));
  const top = (from[y0 * width + x0] ?? 0) * (1 - u) + (from[y0 * width + x1] ?? 0) * u;
  const low = (from[y1 * width + x0] ?? 0) * (1 - u) + (from[y1 * width + x1] ?? 0) * u;
  return top * (1 - v) + low * v;
}

/** The sheet's picture as the map shows it, over a background of the output's size, which it overwrites. */
export function resampleRgb(sheet: Raster, pxPerMm: number, map: InverseMap, background: Raster): Raster {
  const from = sheet.rgb;
  const out = background.rgb;
  const stride = 3 * sheet.width;
  const lastX = sheet.width - 1.001;
  const lastY = sheet.height - 1.001;
  for (let i = 0, o = 0; i < map.xMm.length; i++, o += 3) {
    const xMm = map.xMm[i] ?? Number.NaN;
    if (Number.isNaN(xMm)) continue;
    const xPx = xMm * pxPerMm - 0.5;
    const yPx = (map.yMm[i] ?? 0) * pxPerMm - 0.5;
    const x = Math.max(0, Math.min(lastX, xPx));
    const y = Math.max(0, Math.min(lastY, yPx));
    const x0 = x | 0;
    const y0 = y | 0;
    const u = x - x0;
    const v = y - y0;
    const shade = map.shade[i] ?? 1;
    const wa = (1 - u) * (1 - v) * shade;
    const wb = u * (1 - v) * shade;
    const wc = (1 - u) * v * shade;
    const wd = u * v * shade;
    const a = y0 * stride + 3 * x0;
    const c = a + stride;
    for (let k = 0; k < 3; k++) {
      const value =
        wa * (from[a + k] ?? 0) + wb * (from[a + 3 + k] ?? 0) + wc * (from[c + k] ?? 0) + wd * (from[c + 3 + k] ?? 0);
      out[o + k] = value > 254.5 ? 255 : value + 0.5;
    }
  }
  return { ...background, rgb: out };
}

/** A mask of the sheet as the map shows it; 0 off the sheet. */
export function resampleMask(
  mask: Uint8Array,
  size: { readonly width: number; readonly height: number },
  pxPerMm: number,
  map: InverseMap,
): Uint8Array {
  const out = new Uint8Array(map.xMm.length);
  for (let i = 0; i < out.length; i++) {
    const xMm = map.xMm[i] ?? Number.NaN;
    if (Number.isNaN(xMm)) continue;
    const y = (map.yMm[i] ?? 0) * pxPerMm - 0.5;
    out[i] = bilinear(mask, size.width, size.height, xMm * pxPerMm - 0.5, y) + 0.5;
  }
  return out;
}

/** 255 where the sheet is. */
export function pageMask(map: InverseMap): Uint8Array {
  const out = new Uint8Array(map.xMm.length);
  for (let i = 0; i < out.length; i++) out[i] = Number.isNaN(map.xMm[i]) ? 0 : 255;
  return out;
}
