import { lineThrough } from './line-through.ts';
import { median } from './median.ts';

/** y = at + slope · x. */
export interface Line {
  readonly at: number;
  readonly slope: number;
}

/** A line with how far half of the places that it was found from stray from it. */
export interface FoundLine extends Line {
  readonly stray: number;
}

/** Places further from the line than so many times what half of them stray do not belong to it. */
const OUTLYING = 2;

/** The line through places: by the median of the slopes of all pairs (Theil 1950, Sen 1968), then by least squares through those that lie near it. */
export function robustLine(xs: readonly number[], ys: readonly number[]): FoundLine {
  const slopes: number[] = [];
  for (let i = 0; i < xs.length; i++)
    for (let k = i + 1; k < xs.length; k++)
      if (xs[k] !== xs[i])
        slopes.push(((ys[k] as number) - (ys[i] as number)) / ((xs[k] as number) - (xs[i] as number)));
  const slope = median(slopes);
  const at = median(xs.map((x, i) => (ys[i] as number) - slope * x));
  const off = xs.map((x, i) => Math.abs((ys[i] as number) - at - slope * x));
  const stray = median(off);
  const near = [...xs.keys()].filter((i) => (off[i] as number) <= OUTLYING * stray);
  const through = lineThrough(
    near.map((i) => xs[i] as number),
    near.map((i) => ys[i] as number),
  );
  const fitted = through.slope ?? slope;
  return { at: through.meanY - fitted * through.meanX, slope: fitted, stray };
}
