import type { PageGeometry } from '../digitize/types.ts';
import type { DecodedPage } from '../ingest/types.ts';
import { ok, type Result } from '../problems.ts';
import { ageAt } from './age-at.ts';
import { checkFields } from './checks.ts';
import { chooseSegments, pageSlope, straightenShort } from './choose-segments.ts';
import { confirmSighting } from './confirm.ts';
import { measureDarkness } from './darkness.ts';
import { doubleDarkness, readingScale } from './enlarge.ts';
import { findSightings } from './find-sightings.ts';
import { findHeartRates } from './heart-sign.ts';
import { findInk } from './ink.ts';
import { findMinus } from './minus-sign.ts';
import type { OcrPool } from './ocr-pool.ts';
import { arrangeRows, type PageWord } from './page-words.ts';
import { boxOnPage, turnRaster } from './reading-frame.ts';
import { cutWords, recogniseSegments } from './recognise-page.ts';
import { type Confirmed, settleFields } from './settle-fields.ts';
import { readStatements } from './statements.ts';
import { findTextSegments } from './text-segments.ts';
import type { Field, FieldName, PrintedFacts } from './types.ts';
import { vectorWords } from './vector-words.ts';

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
  const started = performance.now();
  const fields =
    page.drawing && page.drawing.texts.length > 0 ? await readVector(page, ocr) : await readRaster(page, geometry, ocr);
  return ok({ fields, timings: { totalMs: performance.now() - started } });
}

async function readVector(page: DecodedPage, ocr: OcrPool): Promise<Record<FieldName, Field>> {
  const words = vectorWords(page.drawing as NonNullable<DecodedPage['drawing']>);
  return fieldsOf(words, [], { cut: () => null, ocr, minus: () => null });
}

async function readRaster(
  page: DecodedPage,
  geometry: PageGeometry | null,
  ocr: OcrPool,
): Promise<Record<FieldName, Field>> {
  const turns = geometry?.quarterTurns ?? 0;
  const raster = turnRaster(page.raster, turns);
  const scale = readingScale(raster.widthPx, raster.heightPx);
  const own = measureDarkness(raster);
  const ink = findInk(scale === 2 ? doubleDarkness(own) : own);
  const segments = straightenShort(chooseSegments(findTextSegments(ink), ink.print));
  const slope = pageSlope(segments);
  const words = await recogniseSegments(segments, ink, ocr);
  const hearts = findHeartRates(segments, ink);
  const fields = await fieldsOf(words, hearts, {
    cut: (cutOut, capHeightPx) => cutWords(cutOut, segments, ink, capHeightPx),
    ocr,
    minus: (word) => findMinus(word, slope, ink),
  });
  for (const name of Object.keys(fields) as FieldName[]) {
    const { box, ...field } = fields[name];
    if (box) fields[name] = { ...field, box: boxOnPage(box, scale, turns, page) };
  }
  return fields;
}

interface Means {
  readonly cut: Parameters<typeof confirmSighting>[1];
  readonly ocr: OcrPool;
  readonly minus: Parameters<typeof confirmSighting>[3];
}

async function fieldsOf(
  words: readonly PageWord[],
  hearts: ReturnType<typeof findHeartRates>,
  { cut, ocr, minus }: Means,
): Promise<Record<FieldName, Field>> {
  const { facts, births, rows } = findSightings(arrangeRows(words));
  const confirm = async (sighting: (typeof facts)[number]): Promise<Confirmed> => ({
    sighting,
    field: await confirmSighting(sighting, cut, ocr, minus),
  });
  const [confirmed, born] = await Promise.all([
    Promise.all([...facts, ...hearts].map(confirm)),
    Promise.all(births.map(confirm)),
  ]);
  const fields = checkFields({ ...settleFields(confirmed), statements: readStatements(rows) });
  if (fields.ageYears.value === null && fields.ageYears.reason === 'absent')
    fields.ageYears = ageAt(born, fields.acquiredAt) ?? fields.ageYears;
  return fields;
}
