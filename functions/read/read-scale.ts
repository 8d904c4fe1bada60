import type { PageGeometry, PrintedCalibration } from '../digitize/types.ts';
import type { DecodedPage } from '../ingest/types.ts';
import { confirmSighting } from './confirm.ts';
import type { OcrPool } from './ocr-pool.ts';
import { readLongLines } from './page-text.ts';
import { findChestGains, findSettings } from './settings-sightings.ts';
import type { Sighting } from './sighting.ts';

/** "25mm/s" has six letters, of which some may touch. */
const SHORTEST = 3;

/**
 * Looks for the printed paper speed and gains alone, on which two readings agree: for pages whose traces do not tell them. Throws only when the
 * recogniser itself fails.
 */
export async function readScale(page: DecodedPage, geometry: PageGeometry, ocr: OcrPool): Promise<PrintedCalibration> {
  const text = await readLongLines(page, geometry, ocr, SHORTEST);
  const settings = text.rows.flatMap(findSettings);
  const agreed = async (sightings: readonly Sighting[]): Promise<number | null> => {
    const fields = await Promise.all(sightings.map((sighting) => confirmSighting(sighting, text, ocr)));
    const values = new Set(fields.map(({ value }) => value).filter((value) => typeof value === 'number'));
    return values.size === 1 ? ([...values][0] ?? null) : null;
  };
  const [speedMmPerS, gainMmPerMv, chestGainMmPerMv] = await Promise.all([
    agreed(settings.filter(({ field }) => field === 'speedMmPerS')),
    agreed(settings.filter(({ field }) => field === 'gainMmPerMv')),
    agreed(text.rows.flatMap(findChestGains)),
  ]);
  return {
    ...(speedMmPerS === null ? {} : { speedMmPerS }),
    ...(gainMmPerMv === null ? {} : { gainMmPerMv }),
    ...(chestGainMmPerMv === null ? {} : { chestGainMmPerMv }),
  };
}
