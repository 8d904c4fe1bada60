import { leastSquares } from '../maths/least-squares.ts';
import type { Corners, Point } from './sheet-outline.ts';

/** A lens bends the picture by no more than about this share at the distance of `scale` from its middle. */
const USUAL_LENS = 0.03;
const ROUNDS = 12;

/** From places of the picture (counted from its middle, over `scale`) to the sheet (mm from its left upper corner). */
export interface SheetView {
  /** (a·x + b·y + c)/(1 + g·x + h·y), (d·x + e·y + f)/(1 + g·x + h·y), in this order, of what the lens would show without distortion. */
  readonly homography: Float64Array;
  /** A place at the distance r is seen at r·(1 − lens·r²). */
  readonly lens: number;
}

/** Where a place lies on the sheet, mm. */
export function onSheet({ homography, lens }: SheetView, [x, y]: Point): [xMm: number, yMm: number] {
  const h = (k: number) => homography[k] as number;
  const stretch = 1 + lens * (x * x + y * y);
  const u = x * stretch;
  const v = y * stretch;
  const depth = Math.max(0.2, 1 + h(6) * u + h(7) * v);
  return [(h(0) * u + h(1) * v + h(2)) / depth, (h(3) * u + h(4) * v + h(5)) / depth];
}

/** Where an undistorted picture shows the corners of a sheet of `size` mm. */
export function seenCorners({ homography }: SheetView, [width, height]: readonly [number, number]): Corners {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = homography;
  const seen = (xMm: number, yMm: number): Point => {
    // The homography's two equations, multiplied by its depth, are linear in the place.
    const [p, q, r] = [a - xMm * g, b - xMm * h, xMm - c];
    const [s, t, u] = [d - yMm * g, e - yMm * h, yMm - f];
    const det = p * t - q * s;
    return [(r * t - q * u) / det, (p * u - r * s) / det];
  };
  return [seen(0, 0), seen(width, 0), seen(width, height), seen(0, height)];
}

/** The view of a sheet of one size as that of another. */
export function resized({ homography, lens }: SheetView, x: number, y: number): SheetView {
  return { homography: homography.map((value, k) => value * (k < 3 ? x : k < 6 ? y : 1)), lens };
}

/**
 * Fits a view under which the upper, right, lower and left edge (places counted as above) fall on those of a sheet of `size` mm: lines where
 * they are straight, bent alike by the lens where they are not. Places that stray farther than others of their edge are reweighted away (Cauchy): of a folded
 * sheet one edge may stray from the other three as a whole, and is needed all the same. From the given view on.
 */
export function fitSheetView(
  edges: readonly (readonly Point[])[],
  [width, height]: readonly [number, number],
  start: Float64Array,
): SheetView {
  const targets = [0, width, height, 0];
  const places = edges.flatMap((points, side) => points.map((point) => ({ point, side })));
  const unknowns = 9;
  const numbers = Float64Array.of(...start, 0);
  const homography = numbers.subarray(0, 8);
  const miss = (k: number) => {
    const { point, side } = places[k] as { point: Point; side: number };
    return (
      (targets[side] as number) -
      (onSheet({ homography, lens: numbers[8] as number }, point)[side % 2 === 0 ? 1 : 0] as number)
    );
  };
  const n = places.length;
  const rows = new Float64Array((n + 1) * unknowns);
  const misses = new Float64Array(n + 1);
  const weights = new Float64Array(n + 1).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    for (let k = 0; k < n; k++) misses[k] = miss(k);
    const usual = edges.map((_, side) => usualMiss(misses.filter((_miss, k) => places[k]?.side === side)));
    for (let k = 0; k < n; k++) {
      const width = 2 * (usual[(places[k] as { side: number }).side] as number);
      weights[k] = 1 / (1 + ((misses[k] as number) / width) ** 2);
    }
    for (let u = 0; u < unknowns; u++) {
      const own = numbers[u] as number;
      const small = u === 8 || u === 6 || u === 7 ? 1e-5 : 1e-3;
      numbers[u] = own + small;
      for (let k = 0; k < n; k++) rows[k * unknowns + u] = ((misses[k] as number) - miss(k)) / small;
      numbers[u] = own;
    }
    // One row more holds the lens to what lenses do.
    const hold = (Math.sqrt(n) * Math.min(...usual)) / USUAL_LENS;
    rows.fill(0, n * unknowns);
    rows[n * unknowns + 8] = hold;
    misses[n] = -hold * (numbers[8] as number);
    const step = leastSquares(rows, misses, weights, unknowns);
    for (let u = 0; u < unknowns; u++) numbers[u] = (numbers[u] as number) + (step[u] as number);
  }
  return { homography: numbers.slice(0, 8), lens: numbers[8] as number };
}

/** The median of misses without their sign, no less than what edges are found to, mm. */
export function usualMiss(misses: Float64Array): number {
  return Math.max(0.1, misses.map(Math.abs).sort()[misses.length >> 1] ?? 0);
}
