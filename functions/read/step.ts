import type { PageGeometry } from '../digitize/types.ts';
import type { DecodedPage } from '../ingest/types.ts';
import { ok, type Result } from '../problems.ts';
import { settleAge } from './age-at.ts';
import { checkFields } from './checks.ts';
import { confirmSighting } from './confirm.ts';
import { findSightings } from './find-sightings.ts';
import { findIdentityRegions, type IdentityRegion } from './identity-regions.ts';
import type { OcrPool } from './ocr-pool.ts';
import { readPageText } from './page-text.ts';
import { type Confirmed, settleFields } from './settle-fields.ts';
import type { Sighting } from './sighting.ts';
import { readStatements } from './statements.ts';
import type { Field, FieldName, PrintedFacts } from './types.ts';

/** What a page says, and where it says who the patient is. The places are for redaction; nothing here stores them. */
export interface PageReading {
  readonly facts: PrintedFacts;
  readonly identity: readonly IdentityRegion[];
}

/**
 * Reads the printed facts of a page. With `geometry` the page is turned upright by it; the text of vector pages is taken
 * from the file, all other text is recognised by `ocr`. A fact that is not printed, or that independent readings or the
 * other facts contradict, has the value null and a reason. Throws only when the recogniser itself fails.
 */
export async function read(
  page: DecodedPage,
  geometry: PageGeometry | null,
  ocr: OcrPool,
): Promise<Result<PrintedFacts>> {
  return ok((await readWithIdentity(page, geometry, ocr)).facts);
}

/** As `read`, with the places of names, birth dates and record numbers in pixels of the decoded page. */
export async function readWithIdentity(
  page: DecodedPage,
  geometry: PageGeometry | null,
  ocr: OcrPool,
): Promise<PageReading> {
  const started = performance.now();
  const text = await readPageText(page, geometry, ocr);
  const { facts, births, rows } = findSightings(text.rows);
  const confirm = async (sighting: Sighting): Promise<Confirmed> => ({
    sighting,
    field: await confirmSighting(sighting, text, ocr),
  });
  const [confirmed, born] = await Promise.all([
    Promise.all([...facts, ...text.heartRates].map(confirm)),
    Promise.all(births.map(confirm)),
  ]);
  const fields = checkFields({ ...settleFields(confirmed), statements: readStatements(rows) });
  fields.ageYears = settleAge(fields.ageYears, born, fields.acquiredAt);
  for (const name of Object.keys(fields) as FieldName[]) fields[name] = placed(fields[name], text.onPage);
  const acquiredAt = fields.acquiredAt.value;
  const identity = findIdentityRegions(rows, text, typeof acquiredAt === 'string' ? acquiredAt : null);
  return {
    facts: { fields, timings: { totalMs: performance.now() - started } },
    identity: identity.map(({ kind, box }) => ({ kind, box: text.onPage(box) })),
  };
}

function placed(
  { box, ...field }: Field,
  onPage: (box: NonNullable<Field['box']>) => NonNullable<Field['box']>,
): Field {
  return box ? { ...field, box: onPage(box) } : field;
}
