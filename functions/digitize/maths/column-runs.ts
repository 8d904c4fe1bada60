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
  // Each column's last run so far: columns are gone down together, as the rows lie in memory.
  const from = new Int32Array(w);
  const to = new Int32Array(w).fill(-1);
  const end = (x: number) => {
    const top = from[x] as number;
    const below = to[x] as number;
    if (below - top >= minLength) found.push([x, top, below]);
  };
  for (let y = 0; y < h; y++) {
    const row = y * w;
    for (let o = next(row, row + w); o < row + w; o = next(o + 1, row + w)) {
      const x = o - row;
      if (to[x] !== y) {
        end(x);
        from[x] = y;
      }
      to[x] = y + 1;
    }
  }
  for (let x = 0; x < w; x++) end(x);
  return found.sort(([a, top], [b, below]) => a - b || top - below);
}
