import type { RasterPage } from '../../ingest/types.ts';
import { ON_LIGHT, type PagePart, partOfRows, type Run } from './rows-of-picture.ts';

/** Channels of a coloured pixel differ by more than this, as those of fine pink lines do; of what compression does to black print few do. */
const COLOURED = 16;
/** From the first to the last coloured pixel of a row that runs through a grid so many are coloured: of lines 5 mm apart one in fourteen. */
const LEAST_SHARE = 0.05;

/** The part of a page that a coloured grid covers, with a margin, where all else is print on the same paper, as in articles; null where there is none, or colour is all over the page. */
export function colouredPicture(page: RasterPage): PagePart | null {
  const runs = Array.from({ length: page.heightPx }, (_, y) => colouredRun(page, y));
  return partOfRows(page, runs, ON_LIGHT);
}

/** From the first to behind the last coloured pixel of a row; null where they are too few. */
function colouredRun({ widthPx, rgb }: RasterPage, y: number): Run | null {
  let [from, to, count] = [widthPx, 0, 0];
  for (let x = 0, at = 3 * y * widthPx; x < widthPx; x++, at += 3) {
    const [r, g, b] = [rgb[at] as number, rgb[at + 1] as number, rgb[at + 2] as number];
    if (Math.max(r, g, b) - Math.min(r, g, b) <= COLOURED) continue;
    from = Math.min(from, x);
    to = x + 1;
    count++;
  }
  return count > 0 && count >= LEAST_SHARE * (to - from) ? { from, to } : null;
}
