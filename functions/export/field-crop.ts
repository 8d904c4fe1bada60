import type { RasterPage } from '../ingest/types.ts';
import type { Box } from '../read/types.ts';

/** Print around a field that a crop keeps, in heights of the field: its label stands left of it or above, its unit right. */
const AROUND = { left: 45, right: 20, above: 3.5, below: 3.5 };

/** A part of a page with a field in it. */
export interface FieldCrop {
  readonly raster: RasterPage;
  /** Where the part lay on the page, in pixels of the page. */
  readonly at: readonly [x: number, y: number];
}

/** Cuts a field out with enough around it to be read as on the page: its label, its unit, the lines beside it. */
export function cropField(page: RasterPage, [x, y, width, height]: Box): FieldCrop {
  const left = Math.max(0, Math.floor(x - AROUND.left * height));
  const top = Math.max(0, Math.floor(y - AROUND.above * height));
  const right = Math.min(page.widthPx, Math.ceil(x + width + AROUND.right * height));
  const bottom = Math.min(page.heightPx, Math.ceil(y + height + AROUND.below * height));
  const [widthPx, heightPx] = [right - left, bottom - top];
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let row = 0; row < heightPx; row++) {
    const from = ((top + row) * page.widthPx + left) * 3;
    rgb.set(page.rgb.subarray(from, from + widthPx * 3), row * widthPx * 3);
  }
  return { raster: { ...page, index: 0, widthPx, heightPx, rgb }, at: [left, top] };
}
