import type { Point } from '../sheet/sheet-outline.ts';
import { leastSquares } from './least-squares.ts';

/** (a·x + b·y + c)/(1 + g·x + h·y), (d·x + e·y + f)/(1 + g·x + h·y) through four pairs of points: a, b, c, d, e, f, g, h. */
export function homography(from: readonly Point[], to: readonly Point[]): Float64Array {
  const rows: number[] = [];
  const values: number[] = [];
  from.forEach(([x, y], i) => {
    const [u, v] = to[i] as Point;
    rows.push(x, y, 1, 0, 0, 0, -u * x, -u * y);
    rows.push(0, 0, 0, x, y, 1, -v * x, -v * y);
    values.push(u, v);
  });
  return leastSquares(Float64Array.from(rows), Float64Array.from(values), new Float64Array(8).fill(1), 8);
}

/** The view of a paper map (a, b, c, d, g, h; millimetres from the picture's middle) that a homography of places counted from there stands for. */
export function viewOf([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]: Float64Array): Float64Array {
  return Float64Array.of(a - c * g, b - c * h, d - f * g, e - f * h, g, h);
}
