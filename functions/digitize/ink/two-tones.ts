import type { RasterPage } from '../../ingest/types.ts';

const SAMPLES = 40_000;
/** Values between black and white, and the share of the page that may have them. */
const [DARK, LIGHT] = [32, 223];
const MOST_BETWEEN = 0.002;

/** Whether a page is black and white alone: scanners and faxes make such pages, cameras never. */
export function isTwoToned({ widthPx, heightPx, rgb }: Pick<RasterPage, 'widthPx' | 'heightPx' | 'rgb'>): boolean {
  const pixels = widthPx * heightPx;
  const step = Math.max(1, Math.floor(pixels / SAMPLES));
  let between = 0;
  let seen = 0;
  for (let i = 0; i < pixels; i += step, seen++) {
    const value = rgb[3 * i + 1] as number;
    if (value > DARK && value < LIGHT) between++;
  }
  return between < MOST_BETWEEN * seen;
}
