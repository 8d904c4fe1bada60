import type { RasterPage } from '../../ingest/types.ts';

const SAMPLES = 40_000;
/** Light and noise leave no such share of a photograph in one and the same colour. */
const ONE_TONE = 0.6;

/** Whether most of a page has exactly one colour: programs draw such pages, and cameras do not see them. */
export function hasOneTone({ widthPx, heightPx, rgb }: Pick<RasterPage, 'widthPx' | 'heightPx' | 'rgb'>): boolean {
  const pixels = widthPx * heightPx;
  const step = Math.max(1, Math.floor(pixels / SAMPLES));
  const counts = new Map<number, number>();
  let [most, seen] = [0, 0];
  for (let i = 0; i < pixels; i += step, seen++) {
    const [r, g, b] = [rgb[3 * i] as number, rgb[3 * i + 1] as number, rgb[3 * i + 2] as number];
    const colour = (r << 16) | (g << 8) | b;
    const count = (counts.get(colour) ?? 0) + 1;
    counts.set(colour, count);
    most = Math.max(most, count);
  }
  return most > ONE_TONE * seen;
}
