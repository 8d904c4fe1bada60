import type { PageGeometry } from '../../digitize/types.ts';
import type { DecodedPage } from '../../ingest/types.ts';
import type { OcrPool } from '../recognise/ocr-pool.ts';
import { isRead, type PageText, readPageText } from '../recognise/page-text.ts';
import { findDoubtfulPrint } from '../settle/doubtful-print.ts';
import { findSightings, type Sightings } from '../sightings/find-sightings.ts';
import { findIdentityRegions } from '../sightings/identity-regions.ts';
import { findStatements } from '../statements/statements.ts';
import { IDENTITY_FIELDS, type PageRedaction, type PrintedIdentity } from '../types.ts';

/** Part of a PDF page that pictures may cover before they are searched for print as well: a logo names nobody. */
const LOGO_PART = 0.02;

/** What to blank, and what is printed there. */
export interface IdentityPlan {
  readonly redaction: PageRedaction | null;
  readonly identity: readonly PrintedIdentity[];
}

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
): Promise<IdentityPlan> {
  const plan = planOf(text, sightings, acquiredAt);
  const isDrawn = page.drawing !== null && page.drawing.texts.length > 0;
  if (!isDrawn || (plan.redaction?.certain && page.drawing.picturePart <= LOGO_PART)) return plan;
  const seen = await readPageText({ ...page, drawing: null }, read.geometry, read.ocr);
  const seenPlan = planOf(seen, findSightings(seen.rows), acquiredAt);
  const known = new Set(plan.identity.map(({ text: print }) => print));
  const identity = [...plan.identity, ...seenPlan.identity.filter(({ text: print }) => !known.has(print))];
  if (seenPlan.redaction === null) return { redaction: null, identity };
  const regions = [...(plan.redaction?.regions ?? []), ...seenPlan.redaction.regions];
  return { redaction: { regions, certain: seenPlan.redaction.certain }, identity };
}

function planOf(text: PageText, { facts, rows }: Sightings, acquiredAt: string | null): IdentityPlan {
  if (!isRead(text)) return { redaction: null, identity: [] };
  const { regions, told, certain } = findIdentityRegions(rows, text, acquiredAt);
  const known = new Set([
    ...facts.filter(({ field }) => !IDENTITY_FIELDS.has(field)).flatMap(({ words }) => words),
    ...findStatements(rows).flatMap(({ words }) => words),
  ]);
  const doubtful = certain ? [] : findDoubtfulPrint(rows, known, text);
  const onPage = [...regions, ...doubtful].map(({ kind, box }) => ({ kind, box: text.onPage(box) }));
  return { redaction: { regions: onPage, certain }, identity: told };
}
