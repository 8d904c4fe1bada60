import { fail, ok, type Result } from '../problems.ts';
import { type IngestLimits, LONG_SIDE_PX, MIN_LONG_SIDE_PX, MIN_SHORT_SIDE_PX } from './limits.ts';
import type { PageFacts } from './types.ts';

/** Scanners state 75 dpi and more; 72 and below is what software writes when it knows nothing. */
const LOWEST_MEANT_DPI = 75;

/**
 * Facts of a page of the declared size as it will be decoded: long side at most 4500 px, resolution in proportion.
 * IMAGE_TOO_LARGE and IMAGE_TOO_SMALL by the declared size.
 */
export function pageFacts(
  index: number,
  widthPx: number,
  heightPx: number,
  dpi: number | null,
  limits: IngestLimits,
): Result<PageFacts> {
  if (!(widthPx >= 1 && heightPx >= 1)) return fail('FILE_BROKEN');
  if (widthPx * heightPx > limits.pixels) {
    return fail('IMAGE_TOO_LARGE', `It has ${widthPx} × ${heightPx}, the limit is ${limits.pixels} pixels.`);
  }
  if (Math.max(widthPx, heightPx) < MIN_LONG_SIDE_PX || Math.min(widthPx, heightPx) < MIN_SHORT_SIDE_PX) {
    return fail('IMAGE_TOO_SMALL', `It has ${widthPx} × ${heightPx} pixels.`);
  }
  const scale = Math.min(1, LONG_SIDE_PX / Math.max(widthPx, heightPx));
  const meant = dpi !== null && dpi >= LOWEST_MEANT_DPI ? dpi * scale : null;
  return ok({
    index,
    widthPx: Math.max(1, Math.round(widthPx * scale)),
    heightPx: Math.max(1, Math.round(heightPx * scale)),
    dpi: meant === null ? null : Math.round(meant * 100) / 100,
  });
}
