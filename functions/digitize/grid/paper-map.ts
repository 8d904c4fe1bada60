import { type Bends, bendAt } from './bends.ts';

/**
 * Where a pixel of the page lies on the paper, in mm. With x, y the pixel's distance from the page's middle over `scale`:
 * xMm = (a·x + b·y)/(1 + g·x + h·y), yMm = (c·x + d·y)/(1 + g·x + h·y), plus bends: a camera's view of a flat sheet is a homography, and
 * what curls or is folded deviates from it smoothly.
 */
export interface PaperMap {
  readonly originX: number;
  readonly originY: number;
  readonly scale: number;
  /** a, b, c, d, g, h. */
  readonly view: Float64Array;
  readonly bends: Bends | null;
  /** Relative misfit of the local pitches, robust. */
  readonly misfit: number;
}

/** A page seen straight from above with square millimetres: the lines turned by `angleRad` clockwise, one millimetre `pitchPx` pixels. */
export function plainMap(
  widthPx: number,
  heightPx: number,
  pitch: { readonly x: number; readonly y: number },
  angleRad: number,
): PaperMap {
  const scale = Math.max(widthPx, heightPx) / 2;
  const [cos, sin] = [Math.cos(angleRad) * scale, Math.sin(angleRad) * scale];
  return {
    originX: (widthPx - 1) / 2,
    originY: (heightPx - 1) / 2,
    scale,
    view: Float64Array.of(cos / pitch.x, sin / pitch.x, -sin / pitch.y, cos / pitch.y, 0, 0),
    bends: null,
    misfit: 0,
  };
}

/** The map of a picture as it is for the picture of twice its size. */
export function doubledMap({ bends, ...map }: PaperMap): PaperMap {
  return {
    ...map,
    originX: 2 * map.originX + 0.5,
    originY: 2 * map.originY + 0.5,
    scale: 2 * map.scale,
    bends: bends && { ...bends, cellPx: 2 * bends.cellPx },
  };
}

/** Pixels a millimetre along both axes in the middle of the page. */
export function pitchOf({ scale, view: [a = 1, b = 0, c = 0, d = 1] }: PaperMap): { x: number; y: number } {
  return { x: scale / Math.hypot(a, b), y: scale / Math.hypot(c, d) };
}

/** The same of both axes together. */
export function meanPitchPx({ scale, view: [a = 1, b = 0, c = 0, d = 1] }: PaperMap): number {
  return scale / Math.sqrt(Math.hypot(a, b) * Math.hypot(c, d));
}

/** A page of which one side is nearer than the other by more than this was seen askew, not scanned. */
const ASKEW = 0.01;

/** Whether a camera saw the page from aside. */
export function isAskew({ view: [, , , , g = 0, h = 0] }: PaperMap): boolean {
  return Math.hypot(g, h) > ASKEW;
}

/** Paper position (mm, arbitrary origin at the page's middle) of a pixel. */
export function toMm(map: PaperMap, xPx: number, yPx: number): [xMm: number, yMm: number] {
  const x = (xPx - map.originX) / map.scale;
  const y = (yPx - map.originY) / map.scale;
  const { view } = map;
  // Beyond the horizon of a steep view there is no paper: the denominator is kept from turning over.
  const depth = Math.max(0.2, 1 + (view[4] as number) * x + (view[5] as number) * y);
  const place: [number, number] = [
    ((view[0] as number) * x + (view[1] as number) * y) / depth,
    ((view[2] as number) * x + (view[3] as number) * y) / depth,
  ];
  if (map.bends !== null) bendAt(map.bends, xPx, yPx, place);
  return place;
}

/** By how much a millimetre of the map grows from pixel to pixel along both axes of the page around a place, told `reach` pixels either way. */
export function leanOf(map: PaperMap, axis: 0 | 1, x: number, y: number, reach: number): [perX: number, perY: number] {
  return [
    (toMm(map, x + reach, y)[axis] - toMm(map, x - reach, y)[axis]) / (2 * reach),
    (toMm(map, x, y + reach)[axis] - toMm(map, x, y - reach)[axis]) / (2 * reach),
  ];
}

/** The pixel at a paper position, by Newton's method from the given start; null where it does not settle. */
export function toPx(
  map: PaperMap,
  xMm: number,
  yMm: number,
  start: readonly [number, number],
): [number, number] | null {
  let x = start[0];
  let y = start[1];
  for (let round = 0; round < 12; round++) {
    const [u, v] = toMm(map, x, y);
    const h = 0.5;
    const [ux, vx] = toMm(map, x + h, y);
    const [uy, vy] = toMm(map, x, y + h);
    const a = (ux - u) / h;
    const b = (uy - u) / h;
    const c = (vx - v) / h;
    const d = (vy - v) / h;
    const det = a * d - b * c;
    if (Math.abs(det) < 1e-9) return null;
    const du = xMm - u;
    const dv = yMm - v;
    const stepX = (d * du - b * dv) / det;
    const stepY = (a * dv - c * du) / det;
    x += stepX;
    y += stepY;
    if (Math.abs(stepX) + Math.abs(stepY) < 1e-3) return [x, y];
  }
  return null;
}
