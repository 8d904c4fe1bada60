import type { PageGeometry, PrintedCalibration } from '../digitize/types.ts';
import type { DecodedPage } from '../ingest/types.ts';
import type { OcrPool } from './ocr-pool.ts';
import { readScale } from './read-scale.ts';

/** Speed and gains as the page prints them, where two readings agree on each. Throws only when the recogniser itself fails. */
export async function printedCalibration(
  page: DecodedPage,
  geometry: PageGeometry,
  ocr: OcrPool,
): Promise<PrintedCalibration> {
  const { speedMmPerS, gainMmPerMv, chestGainMmPerMv } = await readScale(page, geometry, ocr);
  return {
    ...(speedMmPerS === null ? {} : { speedMmPerS }),
    ...(gainMmPerMv === null ? {} : { gainMmPerMv }),
    ...(chestGainMmPerMv === null ? {} : { chestGainMmPerMv }),
  };
}
