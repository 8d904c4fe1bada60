import { type PaperMap, toMm, toPx } from './paper-map.ts';
import { emptyPlane, type Plane } from './plane.ts';

/** An upright picture of the ink in which the paper's axes are the picture's, and the way back to the page's pixels. */
export interface Frame {
  readonly ink: Plane;
  readonly pitchPx: { readonly x: number; readonly y: number };
  /** Page pixel (pixel-index coordinates) under a frame pixel. */
  toPage(x: number, y: number): [x: number, y: number];
}

const NODE_PX = 16;

/**
 * Resamples a plane once, by Catmull–Rom interpolation, so that one mm of paper is `pitchPx` pixels both ways. Only the part of the
 * paper that the page shows is covered; beyond the page's edge there is no ink.
 */
export function rectify(plane: Plane, map: PaperMap, pitchPx: number): Frame {
  const bounds = paperBounds(plane, map);
  const widthPx = Math.min(6000, Math.ceil((bounds.right - bounds.left) * pitchPx));
  const heightPx = Math.min(6000, Math.ceil((bounds.bottom - bounds.top) * pitchPx));
  const nodes = pageNodes(map, bounds, widthPx, heightPx, pitchPx);
  const ink = emptyPlane(widthPx, heightPx);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const [px, py] = at(nodes, x, y);
      ink.values[y * widthPx + x] = sample(plane, px, py);
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

interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function paperBounds(plane: Plane, map: PaperMap): Bounds {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let i = 0; i <= 20; i++) {
    const x = ((plane.widthPx - 1) * i) / 20;
    const y = ((plane.heightPx - 1) * i) / 20;
    for (const [px, py] of [
      [x, 0],
      [x, plane.heightPx - 1],
      [0, y],
      [plane.widthPx - 1, y],
    ] as const) {
      const [u, v] = toMm(map, px, py);
      xs.push(u);
      ys.push(v);
    }
  }
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function pageNodes(map: PaperMap, bounds: Bounds, widthPx: number, heightPx: number, pitchPx: number): Nodes {
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

/** Catmull–Rom interpolation of a plane; 0 outside it. */
function sample(plane: Plane, x: number, y: number): number {
  const { widthPx: w, heightPx: h, values } = plane;
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  if (x0 < 1 || y0 < 1 || x0 > w - 3 || y0 > h - 3) {
    const nx = Math.round(x);
    const ny = Math.round(y);
    return nx < 0 || ny < 0 || nx >= w || ny >= h ? 0 : (values[ny * w + nx] as number);
  }
  const tx = x - x0;
  const ty = y - y0;
  const wx0 = ((-0.5 * tx + 1) * tx - 0.5) * tx;
  const wx1 = (1.5 * tx - 2.5) * tx * tx + 1;
  const wx2 = ((-1.5 * tx + 2) * tx + 0.5) * tx;
  const wx3 = (0.5 * tx - 0.5) * tx * tx;
  const line = (o: number): number =>
    wx0 * (values[o - 1] as number) +
    wx1 * (values[o] as number) +
    wx2 * (values[o + 1] as number) +
    wx3 * (values[o + 2] as number);
  const o = y0 * w + x0;
  const value =
    ((-0.5 * ty + 1) * ty - 0.5) * ty * line(o - w) +
    ((1.5 * ty - 2.5) * ty * ty + 1) * line(o) +
    ((-1.5 * ty + 2) * ty + 0.5) * ty * line(o + w) +
    (0.5 * ty - 0.5) * ty * ty * line(o + 2 * w);
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
