import type { RasterPage } from '../../ingest/types.ts';

const SAMPLES = 40_000;

/** Where the colours of at most some 80,000 pixels, spread evenly over a page, begin in its `rgb`. */
export function sampledPixels({ widthPx, heightPx }: Pick<RasterPage, 'widthPx' | 'heightPx'>): Uint32Array {
  const pixels = widthPx * heightPx;
  const step = Math.max(1, Math.floor(pixels / SAMPLES));
  return Uint32Array.from({ length: Math.ceil(pixels / step) }, (_, i) => 3 * i * step);
}
