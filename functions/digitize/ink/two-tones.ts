import type { RasterPage } from '../../ingest/types.ts';
import { sampledPixels } from './sampled-pixels.ts';

/** Values between black and white, and the share of the page that may have them. */
const [DARK, LIGHT] = [32, 223];
const MOST_BETWEEN = 0.002;

/** Whether a page is black and white alone: scanners and faxes make such pages, cameras never. */
export function isTwoToned(page: Pick<RasterPage, 'widthPx' | 'heightPx' | 'rgb'>): boolean {
  const pixels = sampledPixels(page);
  let between = 0;
  for (const at of pixels) {
    const value = page.rgb[at + 1] as number;
    if (value > DARK && value < LIGHT) between++;
  }
  return between < MOST_BETWEEN * pixels.length;
}
