import type { RasterPage } from '../../ingest/types.ts';
import { sampledPixels } from './sampled-pixels.ts';

/** Light and noise leave no such share of a photograph in one and the same colour. */
const ONE_TONE = 0.6;

/** Whether most of a page has exactly one colour: programs draw such pages, and cameras do not see them. */
export function hasOneTone(page: Pick<RasterPage, 'widthPx' | 'heightPx' | 'rgb'>): boolean {
  const { rgb } = page;
  const pixels = sampledPixels(page);
  const counts = new Map<number, number>();
  for (const at of pixels) {
    const colour = ((rgb[at] as number) << 16) | ((rgb[at + 1] as number) << 8) | (rgb[at + 2] as number);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return Math.max(...counts.values()) > ONE_TONE * pixels.length;
}
