import type { MediaType } from '../ingest/types.ts';
import type { PrintedField } from '../platform/database/generated/client.ts';
import type { Box, Field, FieldName, FieldValue, PrintedFacts } from '../read/types.ts';
import type { Caller } from './caller.ts';
import { fieldNamed } from './correctable-fields.ts';
import type { RecordStore } from './record-store.ts';
import { readStepOutput } from './step-output.ts';
import { fieldsOf, recordedRevisionsOf } from './study-parts.ts';

/** A field that a person corrected, and what had been read. */
export interface CorrectedField {
  readonly name: FieldName;
  readonly box: Box;
  readonly read: Field;
  /** Null where the person stated that the page does not print it. */
  readonly corrected: FieldValue | null;
}

/** A page with corrected fields that may leave the house, and all of it that may not. */
export interface CorrectedPage {
  readonly sourceSha256: string;
  readonly mediaType: MediaType;
  readonly page: number;
  readonly fields: readonly CorrectedField[];
  readonly blanked: readonly { readonly box: Box }[];
}

/** Dates and places count among what identifies (45 CFR 164.514(b)(2)), so neither they nor their print are handed on. */
const OF_TIME_AND_PLACE: readonly FieldName[] = ['acquiredAt', 'site'];
/** What persons write in their own words may name somebody. */
const FREE_TEXT: ReadonlySet<FieldName> = new Set(['statements', 'device', 'filter']);
/** Ages above count among what identifies as well. */
const OLDEST_YEARS = 89;
const BATCH = 50;

/**
 * The pages of a tenant with corrected fields, for an evaluation set without anybody's identity: fields that identify, dates and places
 * are left out, free text too unless asked for, and so are fields without a place and pages that could not be redacted.
 */
export async function* correctedPages(
  record: RecordStore,
  caller: Caller,
  { freeText }: { readonly freeText: boolean },
): AsyncGenerator<CorrectedPage> {
  const { tenantId } = caller;
  for (let after = ''; ; ) {
    const studies = await record.db.study.findMany({
      where: { tenantId, fields: { some: { source: 'edited' } }, ...(after === '' ? {} : { id: { gt: after } }) },
      include: { source: true },
      orderBy: { id: 'asc' },
      take: BATCH,
    });
    const revisions = await recordedRevisionsOf(
      record,
      caller,
      studies.map(({ id }) => id),
    );
    for (const [index, { id: studyId, source }] of studies.entries()) {
      const revision = revisions[index];
      if (typeof revision !== 'number' || source.mediaType === null) continue;
      const printed = await readStepOutput(record, caller, { studyId, revision }, 'read');
      const [rows = []] = await fieldsOf(record, caller, [{ studyId, revision }]);
      const { page } = await record.db.revision.findUniqueOrThrow({
        where: { studyId_number: { studyId, number: revision }, tenantId },
        select: { page: true },
      });
      const fields = printed ? correctedFields(printed, rows, freeText) : [];
      if (!printed?.redaction || page === null || fields.length === 0) continue;
      yield {
        sourceSha256: source.sha256,
        mediaType: source.mediaType as MediaType,
        page,
        fields,
        blanked: [...printed.redaction.regions, ...placesLeftOut(printed)],
      };
    }
    const last = studies.at(-1);
    if (!last || studies.length < BATCH) return;
    after = last.id;
  }
}

function placesLeftOut({ fields }: PrintedFacts): { box: Box }[] {
  return OF_TIME_AND_PLACE.flatMap((name) => {
    const { box } = fields[name];
    return box ? [{ box }] : [];
  });
}

function correctedFields(printed: PrintedFacts, rows: readonly PrintedField[], freeText: boolean): CorrectedField[] {
  return rows.flatMap((row) => {
    const name = fieldNamed(row.name);
    if (row.source !== 'edited' || row.identifying || name === null) return [];
    if (OF_TIME_AND_PLACE.includes(name) || (FREE_TEXT.has(name) && !freeText)) return [];
    const read = printed.fields[name];
    const corrected = row.value as FieldValue | null;
    if (!read.box || (name === 'ageYears' && [read.value, corrected].some((age) => Number(age) > OLDEST_YEARS)))
      return [];
    return [{ name, box: read.box, read, corrected }];
  });
}
