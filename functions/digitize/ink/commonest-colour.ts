import type { RasterPage } from '../../ingest/types.ts';
import { sampledPixels } from './sampled-pixels.ts';

export type Colour = readonly [red: number, green: number, blue: number];

/** The colour that more of a page's pixels have, to the last bit, than any other, and their share. */
export function commonestColour(page: Pick<RasterPage, 'widthPx' | 'heightPx' | 'rgb'>): {
  readonly colour: Colour;
  readonly share: number;
} {
  const { rgb } = page;
  const pixels = sampledPixels(page);
  const counts = new Map<number, number>();
  for (const at of pixels) {
    const colour = ((rgb[at] as number) << 16) | ((rgb[at + 1] as number) << 8) | (rgb[at + 2] as number);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const [most, count] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best));
  return { colour: [most >> 16, (most >> 8) & 255, most & 255], share: count / pixels.length };
}
