import type { VectorPath } from '../../ingest/types.ts';

/** Corners of a filled four-sided shape, its first one not repeated; null for other shapes. */
function corners({ points, strokeRgb }: VectorPath): Float64Array | null {
  if (strokeRgb !== null || points.length < 8 || points.length > 12) return null;
  let count = points.length / 2;
  while (count > 4 && points[0] === points[2 * count - 2] && points[1] === points[2 * count - 1]) count--;
  return count === 4 ? points.subarray(0, 8) : null;
}

function side(quad: Float64Array, from: number): number {
  const to = (from + 1) % 4;
  const dx = (quad[2 * to] as number) - (quad[2 * from] as number);
  return Math.hypot(dx, (quad[2 * to + 1] as number) - (quad[2 * from + 1] as number));
}

/** How a fill colour draws its four-sided pieces: which pair of sides are the ends, as wide as the pen. */
export type QuadPens = ReadonlyMap<string, 0 | 1>;

const FEWEST_QUADS = 100;
const MOST_SPREAD = 0.2;

/**
 * Tells for every fill colour that paints many four-sided shapes which of their sides are as wide as the pen: those
 * that are alike in most. Strokes that were turned into areas segment by segment look so.
 */
export function quadPens(paths: readonly VectorPath[], widestPx: number): QuadPens {
  const sides = new Map<string, [number[], number[]]>();
  for (const path of paths) {
    const quad = corners(path);
    if (quad === null) continue;
    const key = String(path.fillRgb);
    const lists = sides.get(key) ?? [[], []];
    lists[0].push(side(quad, 0));
    lists[1].push(side(quad, 1));
    sides.set(key, lists);
  }
  const pens = new Map<string, 0 | 1>();
  for (const [key, lists] of sides) {
    if (lists[0].length < FEWEST_QUADS) continue;
    const [first, second] = lists.map((list) => spreadOf(list, widestPx)) as [number, number];
    // Marks of one size are the dots of a grid: the pieces of a trace differ in length.
    if (Math.min(first, second) < MOST_SPREAD && Math.max(first, second) > MOST_SPREAD)
      pens.set(key, first < second ? 0 : 1);
  }
  return pens;
}

/** Middle half of the lengths as a part of their median; infinite where the median is no pen's width. */
function spreadOf(lengths: readonly number[], widestPx: number): number {
  const sorted = lengths.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] as number;
  return at(0.5) > 0 && at(0.5) <= widestPx ? (at(0.75) - at(0.25)) / at(0.5) : Infinity;
}

/** The segment that a four-sided piece stands for, from the middle of one end to that of the other. */
export function quadCentre(path: VectorPath, pens: QuadPens): Float64Array | null {
  const ends = pens.get(String(path.fillRgb));
  const quad = ends === undefined ? null : corners(path);
  if (quad === null || ends === undefined) return null;
  const middle = (from: number, axis: 0 | 1) =>
    ((quad[2 * from + axis] as number) + (quad[2 * ((from + 1) % 4) + axis] as number)) / 2;
  const [a, b] = [ends, ends + 2];
  return Float64Array.of(middle(a, 0), middle(a, 1), middle(b, 0), middle(b, 1));
}
