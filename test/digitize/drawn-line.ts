import { emptyPlane, type Plane } from '../../functions/digitize/maths/plane.ts';

/** Lines on one plane, each as `drawnLine` draws it. */
export function drawnLines(
  lines: readonly { readonly points: Parameters<typeof drawnLine>[0]; readonly penPx: number }[],
  widthPx: number,
  heightPx: number,
): Plane {
  const all = emptyPlane(widthPx, heightPx);
  for (const { points, penPx } of lines)
    for (const [i, value] of drawnLine(points, penPx, widthPx, heightPx).values.entries())
      all.values[i] = Math.max(value, all.values[i] ?? 0);
  return all;
}

/** Points of a pixel along each axis. */
const FINE = 8;

/** Draws a round pen along straight lines between points, each pixel by the share of 64 points in it that the pen covers. */
export function drawnLine(
  points: readonly (readonly [x: number, y: number])[],
  strokePx: number,
  widthPx: number,
  heightPx: number,
): Plane {
  const covered = new Uint8Array(FINE * FINE * widthPx * heightPx);
  const half = strokePx / 2;
  const within = (low: number, high: number, size: number) =>
    [Math.max(0, Math.floor(FINE * (low - half))), Math.min(FINE * size, Math.ceil(FINE * (high + half)))] as const;
  for (const [k, [bx, by]] of points.slice(1).entries()) {
    const [ax, ay] = points[k]!;
    const [left, right] = within(Math.min(ax, bx), Math.max(ax, bx), widthPx);
    const [top, bottom] = within(Math.min(ay, by), Math.max(ay, by), heightPx);
    for (let i = top; i < bottom; i++)
      for (let j = left; j < right; j++) {
        const [x, y] = [(j + 0.5) / FINE, (i + 0.5) / FINE];
        const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
        const t = Math.min(1, Math.max(0, along));
        if (Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)) < half) covered[i * FINE * widthPx + j] = 1;
      }
  }
  const ink = emptyPlane(widthPx, heightPx);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      let inside = 0;
      for (let s = 0; s < FINE * FINE; s++)
        inside += covered[(y * FINE + (s >> 3)) * FINE * widthPx + x * FINE + (s & 7)]!;
      ink.values[y * widthPx + x] = Math.round((inside / (FINE * FINE)) * 255);
    }
  return ink;
}
