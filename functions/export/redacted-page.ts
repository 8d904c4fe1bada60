import type { RasterPage } from '../ingest/types.ts';
import type { IdentityRegion } from '../read/types.ts';

/** Blank paper: what is read or digitized from the copy sees nothing there. */
const WHITE = 255;

/** A copy of the page with the regions white to the last pixel that they touch; every other pixel as it was. */
export function redactedPage(page: RasterPage, regions: readonly Pick<IdentityRegion, 'box'>[]): RasterPage {
  const { widthPx, heightPx } = page;
  const rgb = page.rgb.slice();
  for (const { box } of regions) {
    const [left, top, width, height] = box;
    const from = Math.max(0, Math.floor(left));
    const to = Math.min(widthPx, Math.ceil(left + width));
    const bottom = Math.min(heightPx, Math.ceil(top + height));
    if (from >= to) continue;
    for (let y = Math.max(0, Math.floor(top)); y < bottom; y++)
      rgb.fill(WHITE, (y * widthPx + from) * 3, (y * widthPx + to) * 3);
  }
  return { ...page, rgb };
}
