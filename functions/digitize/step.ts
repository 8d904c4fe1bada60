import type { DecodedPage } from '../ingest/types.ts';
import { ok, type Result } from '../problems.ts';
import { boxOutside, type DigitizeOptions } from './options.ts';
import { pageLooks } from './page-looks.ts';
import type { PageNetwork } from './page-network/page-network.ts';
import { colouredPicture } from './part/coloured-picture.ts';
import { geometryOnWhole, onWholePage, partOfPage, penOnWhole } from './part/part-of-page.ts';
import { pictureOnDark, pictureOnPage } from './part/picture-on-page.ts';
import type { PagePart } from './part/rows-of-picture.ts';
import { digitizeRaster, isHopeless } from './raster-page.ts';
import { sheetOnTable } from './sheet/sheet-on-table.ts';
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
  const startedAt = performance.now();
  const text = textScale(page);
  const read = (raster: DecodedPage['raster'], print: ReadPrint) => {
    const looks = pageLooks(raster, options, network);
    return withPrint(
      (known) => digitizeRaster(raster, options, network, { ...known, says: { ...text, ...known.says } }, looks),
      (geometry) => print(geometry, looks.pen()),
      options.quarterTurns !== undefined,
    );
  };
  const readPart = async (picture: PagePart): Promise<Result<Digitized>> => {
    const part = await read(partOfPage(page.raster, picture), (geometry, pen) =>
      readPrint(geometryOnWhole(geometry, picture), pen && penOnWhole(pen, picture, page.raster)),
    );
    if (!part.ok) return part;
    const totalMs = performance.now() - startedAt;
    return ok({ ...onWholePage(part.value, picture), timings: { ...part.value.timings, pageMs: totalMs, totalMs } });
  };
  // Boxes are stated in pixels of the whole page, and are where the leads are.
  if (options.blocks !== undefined) return read(page.raster, readPrint);
  const onDark = pictureOnDark(page.raster);
  const amidDark = onDark && (await readPart(onDark));
  if (amidDark !== null && !isHopeless(amidDark)) return amidDark;
  const whole = await read(page.raster, readPrint);
  const other =
    isHopeless(whole) && onDark === null
      ? (pictureOnPage(page.raster) ?? sheetOnTable(page.raster) ?? colouredPicture(page.raster))
      : null;
  const part = other && (await readPart(other));
  return part === null || isHopeless(part) ? whole : part;
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
