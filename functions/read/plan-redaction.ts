import type { PageGeometry } from '../digitize/types.ts';
import type { DecodedPage } from '../ingest/types.ts';
import { findDoubtfulPrint } from './doubtful-print.ts';
import { findSightings, type Sightings } from './find-sightings.ts';
import { findIdentityRegions } from './identity-regions.ts';
import type { OcrPool } from './ocr-pool.ts';
import { isRead, type PageText, readPageText } from './page-text.ts';
import { findStatements } from './statements.ts';
import { IDENTITY_FIELDS, type PageRedaction } from './types.ts';

/** Part of a PDF page that pictures may cover before they are searched for print as well: a logo names nobody. */
const LOGO_PART = 0.02;

/**
 * What to blank on a page whose print was read as `text`; null where too little was read to say. A PDF's own text may be
 * less than what the page shows (a scan with some text over it, letters drawn as paths), so its picture is read too,
 * unless the text alone names the patient and no picture could.
 */
export async function planRedaction(
  page: DecodedPage,
  text: PageText,
  sightings: Sightings,
  acquiredAt: string | null,
  read: { readonly geometry: PageGeometry | null; readonly ocr: OcrPool },
): Promise<PageRedaction | null> {
  const plan = planOf(text, sightings, acquiredAt);
  const isDrawn = page.drawing !== null && page.drawing.texts.length > 0;
  if (!isDrawn || (plan?.certain && page.drawing.picturePart <= LOGO_PART)) return plan;
  const seen = await readPageText({ ...page, drawing: null }, read.geometry, read.ocr);
  const seenPlan = planOf(seen, findSightings(seen.rows), acquiredAt);
  if (seenPlan === null) return null;
  return {
    regions: [...(plan?.regions ?? []), ...seenPlan.regions],
    certain: seenPlan.certain,
  };
}

function planOf(text: PageText, { facts, rows }: Sightings, acquiredAt: string | null): PageRedaction | null {
  if (!isRead(text)) return null;
  const { regions, certain } = findIdentityRegions(rows, text, acquiredAt);
  const known = new Set([
    ...facts.filter(({ field }) => !IDENTITY_FIELDS.has(field)).flatMap(({ words }) => words),
    ...findStatements(rows).flatMap(({ words }) => words),
  ]);
  const doubtful = certain ? [] : findDoubtfulPrint(rows, known, text);
  return {
    regions: [...regions, ...doubtful].map(({ kind, box }) => ({ kind, box: text.onPage(box) })),
    certain,
  };
}
