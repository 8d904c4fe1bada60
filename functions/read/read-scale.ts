import type { PageGeometry, PenInk, PrintedCalibration } from '../digitize/types.ts';
import type { DecodedPage } from '../ingest/types.ts';
import type { Lead } from '../leads.ts';
import type { OcrPool } from './recognise/ocr-pool.ts';
import { type PageText, readUpwards } from './recognise/page-text.ts';
import { confirmSighting } from './settle/confirm.ts';
import { findOnlyLead } from './sightings/only-lead.ts';
import { findChestGains, findSettings } from './sightings/settings-sightings.ts';
import type { Sighting } from './sightings/sighting.ts';

/** "25mm/s" has six letters, of which some may touch. */
const SHORTEST = 3;

/**
 * Looks for the printed paper speed and gains alone, on which two readings agree, until speed and gain are found: for pages whose traces do not tell
 * them. A lead that is named beside them comes along. `pen`: the page's ink without its grid, which is looked at first: lines of a dark grid cross the print. Throws only when the recogniser itself fails.
 */
export async function readScale(
  page: DecodedPage,
  geometry: PageGeometry,
  ocr: OcrPool,
  pen: PenInk | null = null,
): Promise<PrintedCalibration> {
  const found = {
    speedMmPerS: new Set<number>(),
    gainMmPerMv: new Set<number>(),
    chestGainMmPerMv: new Set<number>(),
    lead: new Set<Lead>(),
  };
  for await (const text of everyLine(page, geometry, ocr, pen)) {
    const settings = text.rows.flatMap(findSettings);
    const [speeds, gains, chestGains] = await Promise.all([
      confirmed(
        settings.filter(({ field }) => field === 'speedMmPerS'),
        text,
        ocr,
      ),
      confirmed(
        settings.filter(({ field }) => field === 'gainMmPerMv'),
        text,
        ocr,
      ),
      confirmed(text.rows.flatMap(findChestGains), text, ocr),
    ]);
    for (const value of speeds) found.speedMmPerS.add(value);
    for (const value of gains) found.gainMmPerMv.add(value);
    for (const value of chestGains) found.chestGainMmPerMv.add(value);
    for (const lead of text.rows.flatMap((row) => findOnlyLead(row.text) ?? [])) found.lead.add(lead);
    if (found.speedMmPerS.size > 0 && found.gainMmPerMv.size > 0) break;
  }
  return Object.fromEntries(
    Object.entries(found).flatMap(([field, [value, other]]) =>
      value === undefined || other !== undefined ? [] : [[field, value]],
    ),
  );
}

/** The page's lines from its foot upwards, in the ink of its pens and then as they are printed. */
async function* everyLine(
  page: DecodedPage,
  geometry: PageGeometry,
  ocr: OcrPool,
  pen: PenInk | null,
): AsyncGenerator<PageText> {
  if (pen !== null) yield* readUpwards(page, geometry, ocr, SHORTEST, pen);
  yield* readUpwards(page, geometry, ocr, SHORTEST);
}

/** Values of the sightings that a second reading bears out. */
async function confirmed(sightings: readonly Sighting[], text: PageText, ocr: OcrPool): Promise<number[]> {
  const fields = await Promise.all(sightings.map((sighting) => confirmSighting(sighting, text, ocr)));
  return fields.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
}
