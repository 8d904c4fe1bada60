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
  // Row by row, as the plane lies in memory: how long each column's present run is.
  const length = new Uint16Array(w);
  const close = (x: number, y: number) => {
    const run = length[x] as number;
    if (run >= minLength) found.push([x, y - run, y]);
    length[x] = 0;
  };
  for (let y = 0; y < h; y++) {
    const base = y * w;
    for (let x = 0; x < w; x++) {
      if ((values[base + x] as number) >= threshold) length[x] = (length[x] as number) + 1;
      else if (length[x] !== 0) close(x, y);
    }
  }
  for (let x = 0; x < w; x++) close(x, h);
  return found.sort(([a, top], [b, below]) => a - b || top - below);
}
