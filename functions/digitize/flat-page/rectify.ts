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
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x += NODE_PX) {
      // Between two nodes the way over the page is straight, so it is stepped along.
      const from = at(nodes, x, y);
      const fromX = from[0];
      const fromY = from[1];
      const to = at(nodes, x + NODE_PX - 1e-3, y);
      const stepX = (to[0] - fromX) / (NODE_PX - 1e-3);
      const stepY = (to[1] - fromY) / (NODE_PX - 1e-3);
      sampleAlong(plane, fromX, fromY, stepX, stepY, Math.min(NODE_PX, widthPx - x), ink.values, y * widthPx + x);
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
  const [a, b, c, d] = [(1 - tx) * (1 - ty), tx * (1 - ty), (1 - tx) * ty, tx * ty];
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

/** Catmull–Rom interpolation of a plane at `count` places at even steps, written to `into` from `first` on; 0 outside the plane. */
function sampleAlong(
  { widthPx: w, heightPx: h, values }: Plane,
  fromX: number,
  fromY: number,
  stepX: number,
  stepY: number,
  count: number,
  into: Uint8Array,
  first: number,
): void {
  for (let i = 0; i < count; i++) {
    const x = fromX + i * stepX;
    const y = fromY + i * stepY;
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    if (x0 < 1 || y0 < 1 || x0 > w - 3 || y0 > h - 3) {
      const nx = Math.round(x);
      const ny = Math.round(y);
      into[first + i] = nx < 0 || ny < 0 || nx >= w || ny >= h ? 0 : (values[ny * w + nx] as number);
      continue;
    }
    const o = y0 * w + x0;
    const inner =
      (values[o] as number) | (values[o + 1] as number) | (values[o + w] as number) | (values[o + w + 1] as number);
    // Most of a page is bare paper.
    if (inner === 0) continue;
    const kx = ((x - x0) * PHASES) & ~3;
    const ky = ((y - y0) * PHASES) & ~3;
    const wx0 = KERNEL[kx] as number;
    const wx1 = KERNEL[kx + 1] as number;
    const wx2 = KERNEL[kx + 2] as number;
    const wx3 = KERNEL[kx + 3] as number;
    let value = 0;
    let from = o - w - 1;
    for (let k = 0; k < 4; k++, from += w) {
      const line =
        wx0 * (values[from] as number) +
        wx1 * (values[from + 1] as number) +
        wx2 * (values[from + 2] as number) +
        wx3 * (values[from + 3] as number);
      value += (KERNEL[ky + k] as number) * line;
    }
    into[first + i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
}

/** Four weights for each of 256 places between two pixels. */
const PHASES = 1024;
const KERNEL = catmullRom();

function catmullRom(): Float32Array {
  const kernel = new Float32Array(PHASES);
  for (let k = 0; k < PHASES; k += 4) {
    const t = (k + 2) / PHASES;
    kernel[k] = ((-0.5 * t + 1) * t - 0.5) * t;
    kernel[k + 1] = (1.5 * t - 2.5) * t * t + 1;
    kernel[k + 2] = ((-1.5 * t + 2) * t + 0.5) * t;
    kernel[k + 3] = (0.5 * t - 0.5) * t * t;
  }
  return kernel;
}
