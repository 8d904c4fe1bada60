import type { RasterPage } from '../../ingest/types.ts';
import type { PagePart } from './picture-on-page.ts';
import { partOfRows, type Run } from './rows-of-picture.ts';

/** Channels of a coloured pixel differ by more than this, as those of fine pink lines do; of what compression does to black print few do. */
const COLOURED = 16;
/** A row of the page runs through a grid where coloured pixels lie over so much of the page's width, and so many of these are coloured: of lines 5 mm apart one in fourteen. */
const LEAST_RUN = 0.25;
const LEAST_SHARE = 0.05;
/** A picture that is a larger share of the page is the page itself. */
const MOST_AREA = 0.8;
/** Names may stand beside the grid, as shares of its size. */
const MARGIN = { x: 0.06, y: 0.02 } as const;

/** The part of a page that a coloured grid covers, with a margin, where all else is print on the same paper, as in articles; null where there is none, or colour is all over the page. */
export function colouredPicture(page: RasterPage): PagePart | null {
  const runs = Array.from({ length: page.heightPx }, (_, y) => colouredRun(page, y));
  return partOfRows(page, runs, MOST_AREA, MARGIN);
}

/** From the first to behind the last coloured pixel of a row; null where they are too few, or too near to one another. */
function colouredRun({ widthPx, rgb }: RasterPage, y: number): Run | null {
  let [from, to, count] = [widthPx, 0, 0];
  for (let x = 0, at = 3 * y * widthPx; x < widthPx; x++, at += 3) {
    const [r, g, b] = [rgb[at] as number, rgb[at + 1] as number, rgb[at + 2] as number];
    if (Math.max(r, g, b) - Math.min(r, g, b) <= COLOURED) continue;
    from = Math.min(from, x);
    to = x + 1;
    count++;
  }
  return to - from >= LEAST_RUN * widthPx && count >= LEAST_SHARE * (to - from) ? { from, to } : null;
}
