import type { Plane } from '../maths/plane.ts';
import type { Tile } from './line-profile.ts';

/** Sum and sum of squares of the values of a tile. */
export interface Moments {
  readonly sum: number;
  readonly squares: number;
}

/** A page's cells are measured many times by one map after another, and their moments are the same for all of them. */
const known = new WeakMap<Plane, Map<number, Moments>>();
/** Tiles are smaller. */
const MOST_PX = 4096;

/** Moments of tiles of a print that does not change, read at every `xStep`th of their columns and `yStep`th of their rows (1 or 2); each is computed once. */
export function tileMoments(print: Plane, xStep: number, yStep: number): (tile: Tile) => Moments {
  const kept = known.get(print) ?? new Map<number, Moments>();
  known.set(print, kept);
  return (tile) => {
    const place = tile.top * print.widthPx + tile.left;
    const key = ((place * MOST_PX + tile.width) * MOST_PX + tile.height) * 4 + 2 * (xStep - 1) + yStep - 1;
    const moments = kept.get(key) ?? summed(print, tile, xStep, yStep);
    kept.set(key, moments);
    return moments;
  };
}

function summed({ widthPx, values }: Plane, { left, top, width, height }: Tile, xStep: number, yStep: number): Moments {
  let sum = 0;
  let squares = 0;
  for (let y = top; y < top + height; y += yStep) {
    const from = y * widthPx + left;
    // A row's sums are small whole numbers.
    let rowSum = 0;
    let rowSquares = 0;
    for (let at = from; at < from + width; at += xStep) {
      const value = values[at] as number;
      rowSum = (rowSum + value) | 0;
      rowSquares = (rowSquares + value * value) | 0;
    }
    sum += rowSum;
    squares += rowSquares;
  }
  return { sum, squares };
}
