import { type Coverage, touch } from './coverage.ts';

let ledger = new Float32Array(0);

/**
 * Adds one edge to the signed-area ledger: each cell gets the change of coverage that the edge causes there, so that a
 * running sum along a row gives exact areas (the accumulation buffer of font rasterisers).
 */
function addEdge(width: number, height: number, x0: number, y0: number, x1: number, y1: number): void {
  if (y0 === y1) return;
  const sign = y0 < y1 ? 1 : -1;
  const [topX, topY, endX, endY] = sign > 0 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
  const slope = (endX - topX) / (endY - topY);
  const first = Math.max(0, Math.floor(topY));
  const last = Math.min(height - 1, Math.ceil(endY) - 1);
  for (let row = first; row <= last; row++) {
    const fromY = Math.max(topY, row);
    const toY = Math.min(endY, row + 1);
    const dy = toY - fromY;
    if (dy <= 0) continue;
    const xa = topX + (fromY - topY) * slope;
    const xb = topX + (toY - topY) * slope;
    const low = Math.min(xa, xb);
    const high = Math.max(xa, xb);
    const base = row * (width + 2);
    const cell = Math.floor(low);
    const lastCell = Math.floor(high);
    if (cell === lastCell) {
      const before = 1 - ((low + high) / 2 - cell);
      ledger[base + cell] = (ledger[base + cell] ?? 0) + sign * dy * before;
      ledger[base + cell + 1] = (ledger[base + cell + 1] ?? 0) + sign * dy * (1 - before);
      continue;
    }
    const perX = dy / (high - low);
    let carried = 0;
    let passed = 0;
    for (let x = cell; x <= lastCell; x++) {
      const from = Math.max(low, x);
      const to = Math.min(high, x + 1);
      const piece = perX * (to - from);
      // Area right of the edge inside this cell, plus what earlier cells already pass on in full.
      const area = carried + piece * (x + 1 - (from + to) / 2);
      ledger[base + x] = (ledger[base + x] ?? 0) + sign * (area - passed);
      carried += piece;
      passed = area;
    }
    ledger[base + lastCell + 1] = (ledger[base + lastCell + 1] ?? 0) + sign * (dy - passed);
  }
}

/**
 * Fills closed contours (pixel-index coordinates, x, y, …) with exact area coverage; contours that turn the other way
 * cut holes. Merges with what is there by the larger coverage.
 */
export function fillContours(plane: Coverage, contours: readonly Float64Array[]): void {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const contour of contours)
    for (let i = 0; i < contour.length; i += 2) {
      left = Math.min(left, contour[i] ?? 0);
      right = Math.max(right, contour[i] ?? 0);
      top = Math.min(top, contour[i + 1] ?? 0);
      bottom = Math.max(bottom, contour[i + 1] ?? 0);
    }
  // Half a pixel: the ledger's cells begin at pixel edges, the coordinates are of pixel centres.
  const x0 = Math.floor(left + 0.5);
  const y0 = Math.floor(top + 0.5);
  const width = Math.ceil(right + 0.5) - x0 + 1;
  const height = Math.ceil(bottom + 0.5) - y0 + 1;
  if (!(width > 0 && height > 0) || x0 < 0 || y0 < 0 || x0 + width > plane.width || y0 + height > plane.height) return;
  const cells = (width + 2) * height;
  if (ledger.length < cells) ledger = new Float32Array(cells * 2);
  ledger.fill(0, 0, cells);
  for (const contour of contours)
    for (let i = 0; i < contour.length; i += 2) {
      const j = (i + 2) % contour.length;
      addEdge(
        width,
        height,
        (contour[i] ?? 0) + 0.5 - x0,
        (contour[i + 1] ?? 0) + 0.5 - y0,
        (contour[j] ?? 0) + 0.5 - x0,
        (contour[j + 1] ?? 0) + 0.5 - y0,
      );
    }
  touch(plane, x0, y0, x0 + width - 1, y0 + height - 1);
  for (let y = 0; y < height; y++) {
    let sum = 0;
    const row = (y0 + y) * plane.width + x0;
    for (let x = 0; x < width; x++) {
      sum += ledger[y * (width + 2) + x] ?? 0;
      const value = Math.min(1, Math.abs(sum)) * 255 + 0.5;
      if (value > (plane.values[row + x] ?? 0)) plane.values[row + x] = value;
    }
  }
}
