import type { Raster } from '../types.ts';
import type { InverseMap } from './warp.ts';

/** Bilinear value of a plane with `channels` interleaved values at a place between pixel centres; edges are repeated. */
function bilinear(
  from: Uint8Array,
  width: number,
  height: number,
  channels: number,
  channel: number,
  x: number,
  y: number,
): number {
  const x0 = Math.max(0, Math.min(width - 1, Math.floor(x)));
  const y0 = Math.max(0, Math.min(height - 1, Math.floor(y)));
  const x1 = Math.min(width - 1, x0 + 1);
  const y1 = Math.min(height - 1, y0 + 1);
  const u = Math.max(0, Math.min(1, x - x0));
  const v = Math.max(0, Math.min(1, y - y0));
  const at = (px: number, py: number): number => from[channels * (py * width + px) + channel] ?? 0;
  return (at(x0, y0) * (1 - u) + at(x1, y0) * u) * (1 - v) + (at(x0, y1) * (1 - u) + at(x1, y1) * u) * v;
}

/** The sheet's picture as the map shows it, over a background of the output's size. */
export function resampleRgb(sheet: Raster, pxPerMm: number, map: InverseMap, background: Raster): Raster {
  const rgb = background.rgb.slice();
  const last = { x: sheet.width - 1, y: sheet.height - 1 };
  for (let i = 0; i < map.xMm.length; i++) {
    const xMm = map.xMm[i] ?? Number.NaN;
    if (Number.isNaN(xMm)) continue;
    const x = Math.max(0, Math.min(last.x, xMm * pxPerMm - 0.5));
    const y = Math.max(0, Math.min(last.y, (map.yMm[i] ?? 0) * pxPerMm - 0.5));
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    const u = x - x0;
    const v = y - y0;
    const a = 3 * (y0 * sheet.width + x0);
    const b = x0 < last.x ? a + 3 : a;
    const down = y0 < last.y ? 3 * sheet.width : 0;
    const shade = map.shade[i] ?? 1;
    for (let c = 0; c < 3; c++) {
      const top = (sheet.rgb[a + c] ?? 0) * (1 - u) + (sheet.rgb[b + c] ?? 0) * u;
      const low = (sheet.rgb[a + down + c] ?? 0) * (1 - u) + (sheet.rgb[b + down + c] ?? 0) * u;
      rgb[3 * i + c] = Math.max(0, Math.min(255, (top * (1 - v) + low * v) * shade + 0.5));
    }
  }
  return { ...background, rgb };
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
    out[i] = bilinear(mask, size.width, size.height, 1, 0, xMm * pxPerMm - 0.5, y) + 0.5;
  }
  return out;
}

/** 255 where the sheet is. */
export function pageMask(map: InverseMap): Uint8Array {
  return Uint8Array.from(map.xMm, (x) => (Number.isNaN(x) ? 0 : 255));
}
