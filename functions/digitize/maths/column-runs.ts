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
  // Row by row, as the plane lies in memory: where each column's present run began.
  const from = new Uint16Array(w);
  for (let y = 0; y <= h; y++) {
    const base = y * w;
    for (let x = 0; x < w; x++) {
      if (y < h && (values[base + x] as number) >= threshold) continue;
      if (y - (from[x] as number) >= minLength) found.push([x, from[x] as number, y]);
      from[x] = y + 1;
    }
  }
  return found.sort(([a, top], [b, below]) => a - b || top - below);
}
