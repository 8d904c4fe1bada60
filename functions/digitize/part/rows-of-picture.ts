import type { RasterPage } from '../../ingest/types.ts';
import { longestSpan } from '../maths/longest-span.ts';
import type { PagePart } from './picture-on-page.ts';

/** Pictures are at least so high, as a share of the page, with rows that miss them within. */
const LEAST_HEIGHT = 0.1;
const MOST_GAP = 0.01;

/** A stretch of a row of pixels, from one column to before the other. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/**
 * The part of a page through which rows of pixels run that may be a picture's, with a margin in shares of its size; null where too few follow one another, or it is more of the page
 * than `mostArea`: then it is the page itself.
 */
export function partOfRows(
  { widthPx, heightPx }: Pick<RasterPage, 'widthPx' | 'heightPx'>,
  runs: readonly (Run | null)[],
  mostArea: number,
  margin: { readonly x: number; readonly y: number },
): PagePart | null {
  const isPicture = Uint8Array.from(runs, (run) => (run === null ? 0 : 1));
  const [top, last] = longestSpan(isPicture, Math.ceil(MOST_GAP * heightPx) + 1);
  const bottom = last + 1;
  if (bottom - top < LEAST_HEIGHT * heightPx) return null;
  const within = runs.slice(top, bottom).filter((run) => run !== null);
  const left = Math.min(...within.map(({ from }) => from));
  const right = Math.max(...within.map(({ to }) => to));
  if ((right - left) * (bottom - top) > mostArea * widthPx * heightPx) return null;
  const [marginX, marginY] = [Math.round(margin.x * (right - left)), Math.round(margin.y * (bottom - top))];
  const [fromX, fromY] = [Math.max(0, left - marginX), Math.max(0, top - marginY)];
  return {
    left: fromX,
    top: fromY,
    widthPx: Math.min(widthPx, right + marginX) - fromX,
    heightPx: Math.min(heightPx, bottom + marginY) - fromY,
  };
}
