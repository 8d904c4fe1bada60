import type { Raster } from '../types.ts';
import type { InverseMap } from './warp.ts';

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

/**
 * A mask of the sheet as the map shows it, read bilinearly between pixel centres with the edges repeated; 0 off the
 * sheet.
 */
export function resampleMask(
  mask: Uint8Array,
  size: { readonly width: number; readonly height: number },
  pxPerMm: number,
  map: InverseMap,
): Uint8Array {
  const { xMm, yMm } = map;
  const { width } = size;
  const lastX = width - 1;
  const lastY = size.height - 1;
  const out = new Uint8Array(xMm.length);
  for (let i = 0; i < out.length; i++) {
    const xPx = (xMm[i] ?? Number.NaN) * pxPerMm - 0.5;
    if (Number.isNaN(xPx)) continue;
    const x = Math.max(0, Math.min(lastX, xPx));
    const y = Math.max(0, Math.min(lastY, (yMm[i] ?? 0) * pxPerMm - 0.5));
    const x0 = x | 0;
    const y0 = y | 0;
    const a = Math.imul(y0, width) + x0;
    const right = x0 < lastX ? 1 : 0;
    const down = y0 < lastY ? width : 0;
    const topLeft = mask[a] ?? 0;
    const topRight = mask[a + right] ?? 0;
    const lowLeft = mask[a + down] ?? 0;
    const lowRight = mask[a + down + right] ?? 0;
    // Most of a mask is empty, and what is empty around a place is empty at it.
    if ((topLeft | topRight | lowLeft | lowRight) === 0) continue;
    const u = x - x0;
    const v = y - y0;
    const top = topLeft * (1 - u) + topRight * u;
    const low = lowLeft * (1 - u) + lowRight * u;
    out[i] = top * (1 - v) + low * v + 0.5;
  }
  return out;
}

/** 255 where the sheet is. */
export function pageMask({ xMm }: InverseMap): Uint8Array {
  const out = new Uint8Array(xMm.length);
  // A loop, since `Uint8Array.from` walks an iterator and calls back at every pixel: seconds on a photograph.
  for (let i = 0; i < out.length; i++) out[i] = Number.isNaN(xMm[i]) ? 0 : 255;
  return out;
}
