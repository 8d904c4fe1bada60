import type { RasterPage } from '../../ingest/types.ts';
import { emptyPlane } from '../maths/plane.ts';
import type { Digitized, PageGeometry, PenInk } from '../types.ts';
import type { PagePart } from './rows-of-picture.ts';

/** A part of a page as a page of its own. */
export function partOfPage(page: RasterPage, { left, top, widthPx, heightPx }: PagePart): RasterPage {
  const rgb = new Uint8Array(3 * widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    const from = 3 * ((top + y) * page.widthPx + left);
    rgb.set(page.rgb.subarray(from, from + 3 * widthPx), 3 * y * widthPx);
  }
  return { ...page, widthPx, heightPx, rgb };
}

/** What was read from a part, in pixels of the whole page. */
export function onWholePage(read: Digitized, part: PagePart): Digitized {
  return {
    ...read,
    geometry: geometryOnWhole(read.geometry, part),
    traces: read.traces.map((line) => ({
      ...line,
      xPx: line.xPx.map((x) => x + part.left),
      yPx: line.yPx.map((y) => y + part.top),
    })),
  };
}

/** The geometry of a part as that of the whole page. */
export function geometryOnWhole(geometry: PageGeometry, { left, top }: PagePart): PageGeometry {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0, i = 1] = geometry.mmToPx;
  const mmToPx = [a + left * g, b + left * h, c + left * i, d + top * g, e + top * h, f + top * i, g, h, i];
  return { ...geometry, mmToPx };
}

/** The ink of a part as that of the whole page, on which there is none elsewhere. */
export function penOnWhole(
  pen: PenInk,
  { left, top }: PagePart,
  { widthPx, heightPx }: Pick<RasterPage, 'widthPx' | 'heightPx'>,
): PenInk {
  const whole = emptyPlane(widthPx, heightPx);
  for (let y = 0; y < pen.heightPx; y++)
    whole.values.set(pen.values.subarray(y * pen.widthPx, (y + 1) * pen.widthPx), (top + y) * widthPx + left);
  return whole;
}
