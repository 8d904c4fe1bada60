import type { PageGeometry } from '../digitize/types.ts';
import type { DecodedPage } from '../ingest/types.ts';
import { ok, type Result } from '../problems.ts';
import type { OcrPool } from './recognise/ocr-pool.ts';
import { readPageText } from './recognise/page-text.ts';
import { recogniseOnce } from './recognise/recognise-once.ts';
import { planRedaction } from './redaction/plan-redaction.ts';
import { settleAge } from './settle/age-at.ts';
import { checkFields } from './settle/checks.ts';
import { confirmSighting } from './settle/confirm.ts';
import { type Confirmed, settleFields } from './settle/settle-fields.ts';
import { findSightings } from './sightings/find-sightings.ts';
import type { Sighting } from './sightings/sighting.ts';
import { findStatements, readStatements } from './statements/statements.ts';
import { FIELD_NAMES, type Field, type PageReading, type PrintedFacts } from './types.ts';

/**
 * Reads the printed facts of a page. With `geometry` the page is turned upright by it; the text of vector pages is taken
 * from the file, all other text is recognised by `ocr`. A fact that is not printed, or that independent readings or the
 * other facts contradict, has the value null and a reason. Beside them stand the places of names, birth dates, record and
 * order numbers, without what they say. Throws only when the recogniser itself fails.
 */
export async function read(
  page: DecodedPage,
  geometry: PageGeometry | null,
  ocr: OcrPool,
): Promise<Result<PrintedFacts>> {
  const reading = await readPage(page, geometry, ocr);
  return reading.ok ? ok(reading.value.facts) : reading;
}

/** As `read`, with what the page says of who the patient is beside the facts. */
export async function readPage(
  page: DecodedPage,
  geometry: PageGeometry | null,
  ocr: OcrPool,
): Promise<Result<PageReading>> {
  const started = performance.now();
  const text = await readPageText(page, geometry, ocr);
  const sightings = findSightings(text.rows);
  const { facts, births, rows } = sightings;
  const recogniser = recogniseOnce(ocr);
  const confirm = async (sighting: Sighting): Promise<Confirmed> => ({
    sighting,
    field: await confirmSighting(sighting, text, recogniser),
  });
  const [confirmed, born] = await Promise.all([
    Promise.all([...facts, ...text.heartRates].map(confirm)),
    Promise.all(births.map(confirm)),
  ]);
  const found = { ...settleFields(confirmed), statements: readStatements(findStatements(rows)) };
  for (const name of FIELD_NAMES) found[name] = placed(found[name], text.onPage);
  const checked = checkFields(found);
  const ageYears = settleAge(
    checked.ageYears,
    born.map((birth) => ({ ...birth, field: placed(birth.field, text.onPage) })),
    checked.acquiredAt,
  );
  const fields = { ...checked, ageYears };
  const acquiredAt = fields.acquiredAt.value;
  const { redaction, identity } = await planRedaction(
    page,
    text,
    sightings,
    typeof acquiredAt === 'string' ? acquiredAt : null,
    {
      geometry,
      ocr,
    },
  );
  const timings = { totalMs: performance.now() - started };
  return ok({ facts: { fields, settled: { ...found, ageYears }, redaction, timings }, identity });
}

function placed(
  { box, ...field }: Field,
  onPage: (box: NonNullable<Field['box']>) => NonNullable<Field['box']>,
): Field {
  return box ? { ...field, box: onPage(box) } : field;
}
