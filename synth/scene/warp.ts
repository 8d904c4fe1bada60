import { type Camera, project } from './camera.ts';
import { layPaper, type PaperShape } from './paper-shape.ts';

/** Edge of a mesh cell, mm. The map is affine on each half cell, for points and pixels alike, so truth is exact. */
const CELL_MM = 2;

/** The map from the sheet to the picture on a mesh of nodes. */
export interface Warp {
  readonly columns: number;
  readonly rows: number;
  readonly cellMm: readonly [number, number];
  /** Pixel-index coordinates of every node, x, y, row by row. */
  readonly nodes: Float64Array;
  readonly shade: Float64Array;
  readonly width: number;
  readonly height: number;
}

/** What part of the sheet the picture shows: fractions of the sheet's outline added (desk) or cut (negative), left, top, right, bottom. */
export type Margins = readonly [number, number, number, number];

/** Builds the map for a sheet of `size` mm seen at `pxPerMm` (at its middle). */
export function buildWarp(
  size: readonly [number, number],
  shape: PaperShape,
  camera: Camera,
  margins: Margins,
  pxPerMm: number,
): Warp {
  const columns = Math.ceil(size[0] / CELL_MM) + 1;
  const rows = Math.ceil(size[1] / CELL_MM) + 1;
  const cellMm = [size[0] / (columns - 1), size[1] / (rows - 1)] as const;
  const lay = layPaper(shape, size);
  const see = project(camera, size);
  const nodes = new Float64Array(2 * columns * rows);
  const shade = new Float64Array(columns * rows);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column;
      const point = lay(column * cellMm[0], row * cellMm[1]);
      const [u, v] = see(point);
      nodes[2 * i] = u * pxPerMm;
      nodes[2 * i + 1] = v * pxPerMm;
      shade[i] = point.shade;
      left = Math.min(left, u * pxPerMm);
      right = Math.max(right, u * pxPerMm);
      top = Math.min(top, v * pxPerMm);
      bottom = Math.max(bottom, v * pxPerMm);
    }
  const [w, h] = [right - left, bottom - top];
  const originX = left - margins[0] * w;
  const originY = top - margins[1] * h;
  for (let i = 0; i < nodes.length; i += 2) {
    nodes[i] = (nodes[i] ?? 0) - originX - 0.5;
    nodes[i + 1] = (nodes[i + 1] ?? 0) - originY - 0.5;
  }
  const width = Math.round(w * (1 + margins[0] + margins[2]));
  const height = Math.round(h * (1 + margins[1] + margins[3]));
  return { columns, rows, cellMm, nodes, shade, width, height };
}

/** Where a point of the sheet falls in the picture, pixel-index coordinates. */
export function warpPoint(warp: Warp, xMm: number, yMm: number): readonly [number, number] {
  const u = xMm / warp.cellMm[0];
  const v = yMm / warp.cellMm[1];
  const column = Math.max(0, Math.min(warp.columns - 2, Math.floor(u)));
  const row = Math.max(0, Math.min(warp.rows - 2, Math.floor(v)));
  const a = u - column;
  const b = v - row;
  const at = row * warp.columns + column;
  const upper = a + b <= 1;
  // Each cell is two triangles along the diagonal from its top right to its bottom left node.
  const [corner, alongX, alongY] = upper
    ? [at, at + 1, at + warp.columns]
    : [at + warp.columns + 1, at + warp.columns, at + 1];
  const [s, t] = upper ? [a, b] : [1 - a, 1 - b];
  const blend = (axis: 0 | 1): number => {
    const base = warp.nodes[2 * corner + axis] ?? 0;
    const x = (warp.nodes[2 * alongX + axis] ?? 0) - base;
    const y = (warp.nodes[2 * alongY + axis] ?? 0) - base;
    return base + s * x + t * y;
  };
  return [blend(0), blend(1)];
}

/** For every pixel of the picture the place on the sheet in mm, NaN off the sheet, and the sheet's brightness there. */
export interface InverseMap {
  readonly xMm: Float32Array;
  readonly yMm: Float32Array;
  readonly shade: Float32Array;
}

function paintTriangle(warp: Warp, map: InverseMap, corners: readonly [number, number, number]): void {
  const [p, q, r] = corners;
  const n = warp.nodes;
  const [x0, y0] = [n[2 * p] ?? 0, n[2 * p + 1] ?? 0];
  const [x1, y1] = [n[2 * q] ?? 0, n[2 * q + 1] ?? 0];
  const [x2, y2] = [n[2 * r] ?? 0, n[2 * r + 1] ?? 0];
  const area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  if (area === 0) return;
  const left = Math.max(0, Math.ceil(Math.min(x0, x1, x2)));
  const right = Math.min(warp.width - 1, Math.floor(Math.max(x0, x1, x2)));
  const top = Math.max(0, Math.ceil(Math.min(y0, y1, y2)));
  const bottom = Math.min(warp.height - 1, Math.floor(Math.max(y0, y1, y2)));
  const mm = (node: number): readonly [number, number] => [
    (node % warp.columns) * warp.cellMm[0],
    Math.floor(node / warp.columns) * warp.cellMm[1],
  ];
  const [mx0, my0] = mm(p);
  const [mx1, my1] = mm(q);
  const [mx2, my2] = mm(r);
  const [s0, s1, s2] = [warp.shade[p] ?? 1, warp.shade[q] ?? 1, warp.shade[r] ?? 1];
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const b = ((x - x0) * (y2 - y0) - (x2 - x0) * (y - y0)) / area;
      const c = ((x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)) / area;
      const a = 1 - b - c;
      if (a < -1e-9 || b < -1e-9 || c < -1e-9) continue;
      const i = y * warp.width + x;
      map.xMm[i] = a * mx0 + b * mx1 + c * mx2;
      map.yMm[i] = a * my0 + b * my1 + c * my2;
      map.shade[i] = a * s0 + b * s1 + c * s2;
    }
}

/** Turns the map round: from pixels to the sheet. */
export function invertWarp(warp: Warp): InverseMap {
  const size = warp.width * warp.height;
  const map = {
    xMm: new Float32Array(size).fill(Number.NaN),
    yMm: new Float32Array(size).fill(Number.NaN),
    shade: new Float32Array(size),
  };
  for (let row = 0; row + 1 < warp.rows; row++)
    for (let column = 0; column + 1 < warp.columns; column++) {
      const at = row * warp.columns + column;
      paintTriangle(warp, map, [at, at + 1, at + warp.columns]);
      paintTriangle(warp, map, [at + warp.columns + 1, at + warp.columns, at + 1]);
    }
  return map;
}
