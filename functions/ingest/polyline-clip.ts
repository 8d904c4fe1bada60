/** Left, top, right, bottom in pixels. */
export type Rect = readonly [left: number, top: number, right: number, bottom: number];

export function intersect(a: Rect, b: Rect): Rect {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

/**
 * The parts of a polyline (x0, y0, x1, y1 …) inside the rectangle, each again a polyline (Liang and Barsky 1984,
 * segment by segment). A polyline wholly inside comes back as it is.
 */
export function clipPolyline(points: readonly number[], rect: Rect): (readonly number[])[] {
  if (isInside(points, rect)) return [points];
  const parts: number[][] = [];
  let part: number[] = [];
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [x0, y0, x1, y1] = [points[i], points[i + 1], points[i + 2], points[i + 3]] as [
      number,
      number,
      number,
      number,
    ];
    const span = visibleSpan(x0, y0, x1, y1, rect);
    if (span === null) {
      if (part.length > 2) parts.push(part);
      part = [];
      continue;
    }
    const [from, to] = span;
    if (from > 0 && part.length > 2) parts.push(part);
    if (from > 0 || part.length === 0) part = [x0 + from * (x1 - x0), y0 + from * (y1 - y0)];
    part.push(x0 + to * (x1 - x0), y0 + to * (y1 - y0));
    if (to < 1) {
      parts.push(part);
      part = [];
    }
  }
  if (part.length > 2) parts.push(part);
  return parts;
}

function isInside(points: readonly number[], [left, top, right, bottom]: Rect): boolean {
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x, y] = [points[i] as number, points[i + 1] as number];
    if (x < left || x > right || y < top || y > bottom) return false;
  }
  return true;
}

function visibleSpan(x0: number, y0: number, x1: number, y1: number, rect: Rect): readonly [number, number] | null {
  let [from, to] = [0, 1];
  const edges = [
    [x0 - x1, x0 - rect[0]],
    [x1 - x0, rect[2] - x0],
    [y0 - y1, y0 - rect[1]],
    [y1 - y0, rect[3] - y0],
  ] as const;
  for (const [towards, distance] of edges) {
    if (towards === 0) {
      if (distance < 0) return null;
    } else if (towards < 0) from = Math.max(from, distance / towards);
    else to = Math.min(to, distance / towards);
  }
  return from <= to ? [from, to] : null;
}
