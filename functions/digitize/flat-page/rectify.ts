import type { PaperBounds } from '../grid/paper-bounds.ts';
import { type PaperMap, toPx } from '../grid/paper-map.ts';
import { emptyPlane, type Plane } from '../maths/plane.ts';

/** An upright picture of the ink in which the paper's axes are the picture's, and the way back to the page's pixels. */
export interface Frame {
  readonly ink: Plane;
  readonly pitchPx: { readonly x: number; readonly y: number };
  /** Page pixel (pixel-index coordinates) under a frame pixel. */
  toPage(x: number, y: number): [x: number, y: number];
}

const NODE_PX = 16;

/**
 * Resamples a plane once, by Catmull–Rom interpolation, so that one mm of paper is `pitchPx` pixels both ways, over a part of the paper;
 * beyond the page's edge there is no ink.
 */
export function rectify(plane: Plane, map: PaperMap, pitchPx: number, bounds: PaperBounds): Frame {
  const widthPx = Math.min(6000, Math.ceil((bounds.right - bounds.left) * pitchPx));
  const heightPx = Math.min(6000, Math.ceil((bounds.bottom - bounds.top) * pitchPx));
  const nodes = pageNodes(map, bounds, widthPx, heightPx, pitchPx);
  const ink = emptyPlane(widthPx, heightPx);
  const { buffer, byteOffset, byteLength } = plane.values;
  const pixels = new DataView(buffer, byteOffset, byteLength);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x += NODE_PX) {
      // Between two nodes the way over the page is straight, so it is stepped along.
      const from = at(nodes, x, y);
      const fromX = from[0];
      const fromY = from[1];
      const to = at(nodes, x + NODE_PX - 1e-3, y);
      const stepX = (to[0] - fromX) / (NODE_PX - 1e-3);
      const stepY = (to[1] - fromY) / (NODE_PX - 1e-3);
      sampleAlong(
        plane,
        pixels,
        fromX,
        fromY,
        stepX,
        stepY,
        Math.min(NODE_PX, widthPx - x),
        ink.values,
        y * widthPx + x,
      );
    }
  }
  return {
    ink,
    pitchPx: { x: pitchPx, y: pitchPx },
    toPage: (x, y) => at(nodes, Math.min(widthPx - 1, Math.max(0, x)), Math.min(heightPx - 1, Math.max(0, y))),
  };
}

interface Nodes {
  readonly columns: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

const found: [number, number] = [0, 0];

/** Bilinear between the nodes; the pair returned is overwritten by the next call. */
function at(nodes: Nodes, x: number, y: number): [number, number] {
  const cx = Math.floor(x / NODE_PX);
  const cy = Math.floor(y / NODE_PX);
  const tx = x / NODE_PX - cx;
  const ty = y / NODE_PX - cy;
  const i = cy * nodes.columns + cx;
  const j = i + nodes.columns;
  const a = (1 - tx) * (1 - ty);
  const b = tx * (1 - ty);
  const c = (1 - tx) * ty;
  const d = tx * ty;
  found[0] =
    a * (nodes.x[i] as number) +
    b * (nodes.x[i + 1] as number) +
    c * (nodes.x[j] as number) +
    d * (nodes.x[j + 1] as number);
  found[1] =
    a * (nodes.y[i] as number) +
    b * (nodes.y[i + 1] as number) +
    c * (nodes.y[j] as number) +
    d * (nodes.y[j + 1] as number);
  return found;
}

function pageNodes(map: PaperMap, bounds: PaperBounds, widthPx: number, heightPx: number, pitchPx: number): Nodes {
  const columns = Math.ceil(widthPx / NODE_PX) + 2;
  const rows = Math.ceil(heightPx / NODE_PX) + 2;
  const x = new Float32Array(columns * rows).fill(-1e4);
  const y = new Float32Array(columns * rows).fill(-1e4);
  let rowStart: [number, number] = [map.originX, map.originY];
  for (let r = 0; r < rows; r++) {
    let near: [number, number] = rowStart;
    for (let c = 0; c < columns; c++) {
      const point = toPx(map, bounds.left + (c * NODE_PX) / pitchPx, bounds.top + (r * NODE_PX) / pitchPx, near);
      if (point === null) continue;
      x[r * columns + c] = point[0];
      y[r * columns + c] = point[1];
      near = point;
      if (c === 0) rowStart = point;
    }
  }
  return { columns, x, y };
}

/** The second and the third of four pixels that are read as one number. */
const MIDDLE_TWO = 0x00ffff00;

/** Catmull–Rom interpolation of a plane, whose values are `pixels`, at `count` places at even steps, written to `into` from `first` on; 0 outside the plane. */
function sampleAlong(
  { widthPx: w, heightPx: h, values }: Plane,
  pixels: DataView,
  fromX: number,
  fromY: number,
  stepX: number,
  stepY: number,
  count: number,
  into: Uint8Array,
  first: number,
): void {
  const right = w - 2;
  const bottom = h - 2;
  for (let i = 0; i < count; i++) {
    const x = fromX + i * stepX;
    const y = fromY + i * stepY;
    if (!(x >= 1 && y >= 1 && x < right && y < bottom)) {
      const nx = Math.round(x);
      const ny = Math.round(y);
      into[first + i] = nx < 0 || ny < 0 || nx >= w || ny >= h ? 0 : (values[ny * w + nx] as number);
      continue;
    }
    const x0 = x | 0;
    const y0 = y | 0;
    // Four pixels of a row are read at once.
    const o = y0 * w + x0 - 1;
    const row1 = pixels.getInt32(o, true);
    const row2 = pixels.getInt32(o + w, true);
    // Most of a page is bare paper.
    if (((row1 | row2) & MIDDLE_TWO) === 0) continue;
    const row0 = pixels.getInt32(o - w, true);
    const row3 = pixels.getInt32(o + 2 * w, true);
    const kx = ((x - x0) * PHASES) & ~3;
    const ky = ((y - y0) * PHASES) & ~3;
    const a = KERNEL[kx] as number;
    const b = KERNEL[kx + 1] as number;
    const c = KERNEL[kx + 2] as number;
    const d = KERNEL[kx + 3] as number;
    const line0 = a * (row0 & 255) + b * ((row0 >>> 8) & 255) + c * ((row0 >>> 16) & 255) + d * (row0 >>> 24);
    const line1 = a * (row1 & 255) + b * ((row1 >>> 8) & 255) + c * ((row1 >>> 16) & 255) + d * (row1 >>> 24);
    const line2 = a * (row2 & 255) + b * ((row2 >>> 8) & 255) + c * ((row2 >>> 16) & 255) + d * (row2 >>> 24);
    const line3 = a * (row3 & 255) + b * ((row3 >>> 8) & 255) + c * ((row3 >>> 16) & 255) + d * (row3 >>> 24);
    const value =
      (KERNEL[ky] as number) * line0 +
      (KERNEL[ky + 1] as number) * line1 +
      (KERNEL[ky + 2] as number) * line2 +
      (KERNEL[ky + 3] as number) * line3;
    into[first + i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
}

/** Four weights for each of 256 places between two pixels. */
const PHASES = 1024;
const KERNEL = catmullRom();

function catmullRom(): Float64Array {
  const kernel = new Float32Array(PHASES);
  for (let k = 0; k < PHASES; k += 4) {
    const t = (k + 2) / PHASES;
    kernel[k] = ((-0.5 * t + 1) * t - 0.5) * t;
    kernel[k + 1] = (1.5 * t - 2.5) * t * t + 1;
    kernel[k + 2] = ((-1.5 * t + 2) * t + 0.5) * t;
    kernel[k + 3] = (0.5 * t - 0.5) * t * t;
  }
  return Float64Array.from(kernel);
}
