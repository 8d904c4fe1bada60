import type { PageMarks } from './page-marks.ts';
import { INK_SHARE } from './trace-level.ts';

/** The heights at which a row's ink is looked for, px. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
}

/** A row's heights: half of the way to the neighbouring rows. */
export function bandOf({ rows, ink }: Pick<PageMarks, 'ink' | 'rows'>, row: number): Band {
  const own = rows[row]?.baselinePx ?? 0;
  const above = rows[row - 1]?.baselinePx ?? 0;
  const below = rows[row + 1]?.baselinePx ?? ink.heightPx;
  return { top: Math.round((own + above) / 2), bottom: Math.round((own + below) / 2) };
}

/** In how many bands anything is inked, by pixel column from `from` to `to`. */
export function inkedRows(
  { ink, level }: Pick<PageMarks, 'ink' | 'level'>,
  bands: readonly Band[],
  from: number,
  to: number,
): number[] {
  const least = INK_SHARE * level;
  // Boundaries of the last columns may stand beyond the picture.
  const columns = Math.max(0, to - from);
  const counts = new Array<number>(columns).fill(0);
  const isInked = new Uint8Array(columns);
  for (const { top, bottom } of bands) {
    isInked.fill(0);
    for (let y = top; y < bottom; y++) {
      const row = y * ink.widthPx + from;
      for (let i = 0; i < isInked.length; i++) if ((ink.values[row + i] as number) >= least) isInked[i] = 1;
    }
    for (let i = 0; i < isInked.length; i++) counts[i] = (counts[i] as number) + (isInked[i] as number);
  }
  return counts;
}
