/** Connected points in pixels, left to right once they are known to be a trace. */
export interface Polyline {
  readonly xPx: Float64Array;
  readonly yPx: Float64Array;
}

/** Number of points; both arrays have it. */
export function pointsOf(line: Polyline): number {
  return line.xPx.length;
}

export function startX(line: Polyline): number {
  return line.xPx[0] ?? 0;
}

export function endX(line: Polyline): number {
  return line.xPx.at(-1) ?? 0;
}

/** Points `from` (included) to `to` (excluded). */
export function slice(line: Polyline, from: number, to: number): Polyline {
  return { xPx: line.xPx.subarray(from, to), yPx: line.yPx.subarray(from, to) };
}

/** The lines after one another as one. */
export function concat(lines: readonly Polyline[]): Polyline {
  const count = lines.reduce((sum, line) => sum + pointsOf(line), 0);
  const xPx = new Float64Array(count);
  const yPx = new Float64Array(count);
  let at = 0;
  for (const line of lines) {
    xPx.set(line.xPx, at);
    yPx.set(line.yPx, at);
    at += pointsOf(line);
  }
  return { xPx, yPx };
}

/** The height at which the line spends most of its way: the median of y weighted by the length in x. */
export function restingY(line: Polyline): number {
  const count = pointsOf(line);
  const steps = Array.from({ length: Math.max(0, count - 1) }, (_, i) => ({
    y: ((line.yPx[i] as number) + (line.yPx[i + 1] as number)) / 2,
    dx: Math.abs((line.xPx[i + 1] as number) - (line.xPx[i] as number)),
  })).sort((a, b) => a.y - b.y);
  const half = steps.reduce((sum, step) => sum + step.dx, 0) / 2;
  let passed = 0;
  for (const step of steps) {
    passed += step.dx;
    if (passed >= half) return step.y;
  }
  return line.yPx[0] ?? 0;
}

/** Where the line crosses a column: linear between points, the middle of an upright stroke; NaN outside. */
export function heightAt(line: Polyline, x: number, hint = 0): { readonly y: number; readonly index: number } {
  const { xPx, yPx } = line;
  let i = hint;
  while (i + 1 < xPx.length && (xPx[i + 1] as number) < x) i++;
  const x0 = xPx[i] as number;
  const x1 = xPx[i + 1];
  if (x < x0 || x1 === undefined) {
    return { y: x === x0 ? (yPx[i] as number) : Number.NaN, index: i };
  }
  const y0 = yPx[i] as number;
  const y1 = yPx[i + 1] as number;
  return { y: x1 === x0 ? (y0 + y1) / 2 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0), index: i };
}
