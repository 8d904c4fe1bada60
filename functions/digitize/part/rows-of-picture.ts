import type { RasterPage } from '../../ingest/types.ts';
import { longestSpan } from '../maths/longest-span.ts';

/** A part of the page, px. */
export interface PagePart {
  readonly left: number;
  readonly top: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A row of the page runs through a picture over so much of its length at least: letters do for less. */
const LEAST_RUN = 0.25;
/** Pictures are at least so high, as a share of the page, with rows that miss them within. */
const LEAST_HEIGHT = 0.1;
const MOST_GAP = 0.01;

/** A stretch of a row of pixels, from one column to before the other. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** What a picture may be on its ground, in shares: of the page, where a larger one is the page itself, and of its own size, as far as something may stand beside it. */
export interface OnGround {
  readonly mostArea: number;
  readonly margin: { readonly x: number; readonly y: number };
}

/** Where the ground is as light as paper names may stand beside a picture's grid. */
export const ON_LIGHT: OnGround = { mostArea: 0.8, margin: { x: 0.06, y: 0.02 } };

/**
 * The part of a page through which rows of pixels run that may be a picture's, with its margin; null where too few follow one another, or it is the page itself.
 */
export function partOfRows(
  { widthPx, heightPx }: Pick<RasterPage, 'widthPx' | 'heightPx'>,
  runs: readonly (Run | null)[],
  { mostArea, margin }: OnGround,
): PagePart | null {
  const long = runs.map((run) => (run !== null && run.to - run.from >= LEAST_RUN * widthPx ? run : null));
  const isPicture = Uint8Array.from(long, (run) => (run === null ? 0 : 1));
  const [top, last] = longestSpan(isPicture, Math.ceil(MOST_GAP * heightPx) + 1);
  const bottom = last + 1;
  if (bottom - top < LEAST_HEIGHT * heightPx) return null;
  const within = long.slice(top, bottom).filter((run) => run !== null);
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
