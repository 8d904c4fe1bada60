import type { RasterPage } from '../../ingest/types.ts';
import type { PagePart } from '../part/rows-of-picture.ts';
import { sheetOutline } from './sheet-outline.ts';

/** A sheet that covers more of the picture is read as well with what is around it. */
const MOST_SHARE = 0.9;

/**
 * The part of a photograph that a sheet covers, upright, px; null where no sheet is seen or it fills the picture. The stripes and the dark of a table weigh on where
 * the grid is looked for.
 */
export function sheetOnTable(page: RasterPage): PagePart | null {
  const outline = sheetOutline(page);
  if (outline === null) return null;
  const { widthPx, heightPx } = page;
  const xs = outline.corners.map(([x]) => x);
  const ys = outline.corners.map(([, y]) => y);
  const left = Math.max(0, Math.floor(Math.min(...xs)));
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const part = {
    left,
    top,
    widthPx: Math.min(widthPx, Math.ceil(Math.max(...xs))) - left,
    heightPx: Math.min(heightPx, Math.ceil(Math.max(...ys))) - top,
  };
  return part.widthPx * part.heightPx > MOST_SHARE * widthPx * heightPx ? null : part;
}
