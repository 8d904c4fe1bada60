import { darkPixels } from './dark-pixels.ts';
import type { Plane } from './plane.ts';

/** Ink without a break down a column: rows [from, to). */
export type ColumnRun = readonly [column: number, from: number, to: number];

/** The unbroken runs of ink at or above `threshold` down the columns that are at least `minLength` px long, column by column from the top. */
export function columnRuns(
  { widthPx: w, heightPx: h, values }: Plane,
  threshold: number,
  minLength: number,
): ColumnRun[] {
  const found: ColumnRun[] = [];
  const next = darkPixels(values, Math.ceil(threshold));
  for (let y = 0; y < h; y++) {
    const [row, end] = [y * w, y * w + w];
    for (let o = next(row, end); o < end; o = next(o + 1, end)) {
      if (y > 0 && (values[o - w] as number) >= threshold) continue;
      let below = o + w;
      while (below < values.length && (values[below] as number) >= threshold) below += w;
      const length = (below - o) / w;
      if (length >= minLength) found.push([o - row, y, y + length]);
    }
  }
  return found.sort(([a, top], [b, below]) => a - b || top - below);
}
