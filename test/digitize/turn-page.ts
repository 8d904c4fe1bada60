import type { QuarterTurns } from '../../functions/digitize/flat-page/orientation.ts';
import { unturnPoint } from '../../functions/digitize/maths/plane.ts';
import type { RasterPage } from '../../functions/ingest/types.ts';

/** The page turned clockwise by quarter turns. */
export function turnPage(page: RasterPage, quarterTurns: QuarterTurns): RasterPage {
  const { widthPx, heightPx, rgb } = page;
  const [w, h] = quarterTurns % 2 === 0 ? [widthPx, heightPx] : [heightPx, widthPx];
  const turned = new Uint8Array(rgb.length);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const [px, py] = unturnPoint(x, y, quarterTurns, widthPx, heightPx);
      const from = (py * widthPx + px) * 3;
      turned.set(rgb.subarray(from, from + 3), (y * w + x) * 3);
    }
  }
  return { ...page, widthPx: w, heightPx: h, rgb: turned };
}
