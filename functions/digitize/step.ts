import type { DecodedPage } from '../ingest/types.ts';
import { ok, type Result } from '../problems.ts';
import type { DigitizeOptions } from './options.ts';
import { digitizeRaster } from './raster-page.ts';
import type { Digitized } from './types.ts';
import { digitizeVector } from './vector/digitize-vector.ts';
import { printedScale } from './vector/printed-scale.ts';

export type { DigitizeOptions } from './options.ts';

/**
 * Digitizes one page, from its drawing where the file holds one, else from its pixels: calibrated leads at 500 Hz with their quality, the page's geometry and the traced lines. CPU-bound and synchronous inside
 * (run it in a worker thread); needs no network and no model. Fails with GRID_NOT_FOUND, TRACE_NOT_FOUND or
 * LAYOUT_NOT_FOUND when the page cannot be read safely; what a person states in `options` overrides what is inferred.
 */
export async function digitize(page: DecodedPage, options: DigitizeOptions = {}): Promise<Result<Digitized>> {
  const drawn = digitizeVector(page, options);
  if (drawn !== null) return ok(drawn);
  const raster = digitizeRaster(page.raster, { ...printedOptions(page), ...options });
  const isStated = options.speedMmPerS !== undefined || options.gainMmPerMv !== undefined;
  if (!raster.ok || isStated || raster.value.calibration.source !== 'stated') return raster;
  return ok({ ...raster.value, calibration: { ...raster.value.calibration, source: 'grid' } });
}

/** Speed and gain as a document's own text says them, where the traces themselves are pixels. */
function printedOptions({ drawing }: DecodedPage): DigitizeOptions {
  if (drawing === null) return {};
  const { speedMmPerS, gainMmPerMv } = printedScale(drawing.texts);
  return {
    ...(speedMmPerS === null ? {} : { speedMmPerS }),
    ...(gainMmPerMv === null ? {} : { gainMmPerMv }),
  };
}
