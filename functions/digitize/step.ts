import type { DecodedPage } from '../ingest/types.ts';
import { ok, type Result } from '../problems.ts';
import { boxOutside, type DigitizeOptions } from './options.ts';
import { pageLooks } from './page-looks.ts';
import type { PageNetwork } from './page-network/page-network.ts';
import { digitizeRaster } from './raster-page.ts';
import type { Digitized, PrintedCalibration, ReadPrint } from './types.ts';
import { digitizeVector } from './vector/digitize-vector.ts';
import { printedScale } from './vector/printed-scale.ts';
import { withPrint } from './with-print.ts';

export type { DigitizeOptions } from './options.ts';

/**
 * Digitizes one page, from its drawing where the file holds one, else from its pixels: calibrated leads at 500 Hz with their quality, the page's geometry and the traced lines. CPU-bound and synchronous inside
 * (run it in a worker thread). `network` is the learned reader; without it the page is read by classical means alone.
 * `readPrint` is asked for the page's printed speed and gain where the traces leave them unsure; what it answers votes with them.
 * Fails with GRID_NOT_FOUND,
 * TRACE_NOT_FOUND or LAYOUT_NOT_FOUND when the page cannot be read safely; what a person states in `options` overrides what is inferred
 * (BOX_OUTSIDE_PAGE where a stated box is not on the page).
 */
export async function digitize(
  page: DecodedPage,
  options: DigitizeOptions = {},
  network: PageNetwork | null = null,
  readPrint: ReadPrint = async () => ({}),
): Promise<Result<Digitized>> {
  const outside = boxOutside(options, page.raster);
  if (outside !== null) return outside;
  const drawn = digitizeVector(page, options);
  if (drawn !== null) return ok(drawn);
  const looks = pageLooks(page.raster, options, network);
  const text = textScale(page);
  return withPrint(
    ({ says, askAhead }) =>
      digitizeRaster(page.raster, options, network, { says: { ...text, ...says }, askAhead }, looks),
    readPrint,
  );
}

/** Speed and gain as a document's own text says them, where the traces themselves are pixels. */
function textScale({ drawing }: DecodedPage): PrintedCalibration {
  if (drawing === null) return {};
  const { speedMmPerS, gainMmPerMv, chestGainMmPerMv } = printedScale(drawing.texts);
  return {
    ...(speedMmPerS === null ? {} : { speedMmPerS }),
    ...(gainMmPerMv === null ? {} : { gainMmPerMv }),
    ...(chestGainMmPerMv === null ? {} : { chestGainMmPerMv }),
  };
}
