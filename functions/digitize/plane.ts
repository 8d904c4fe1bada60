/** A single-channel picture, row by row, 0–255. In an ink plane 0 is paper and 255 a full stroke of the pen. */
export interface Plane {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly values: Uint8Array;
}

/** An empty plane. */
export function emptyPlane(widthPx: number, heightPx: number): Plane {
  return { widthPx, heightPx, values: new Uint8Array(widthPx * heightPx) };
}

/** Where a point of the turned page lies on the page before the turns; pixel-index coordinates (pixel centres at integers). */
export function unturnPoint(
  x: number,
  y: number,
  quarterTurns: 0 | 1 | 2 | 3,
  widthPx: number,
  heightPx: number,
): [x: number, y: number] {
  if (quarterTurns === 1) return [y, heightPx - 1 - x];
  if (quarterTurns === 2) return [widthPx - 1 - x, heightPx - 1 - y];
  if (quarterTurns === 3) return [widthPx - 1 - y, x];
  return [x, y];
}
