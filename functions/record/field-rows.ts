import { Prisma } from '../platform/database/generated/client.ts';
import { FIELD_NAMES, type FieldName } from '../read/types.ts';
import type { StudyResults } from './results.ts';

type FieldRow = Prisma.PrintedFieldCreateManyInput;

/** The rows of the fields: as a person corrected them, else as read from the page, else as the recording states them. */
export function fieldRows(results: StudyResults): FieldRow[] {
  return FIELD_NAMES.flatMap((name) => fieldRow(results, name) ?? []);
}

function fieldRow(results: StudyResults, name: FieldName): FieldRow | null {
  const { tenantId, studyId, revision, corrections, printed, ingested } = results;
  const key = { tenantId, studyId, revision, name };
  const correction = corrections.get(name);
  if (correction) {
    const { value, text, box, reason } = correction;
    return { ...key, value: value ?? Prisma.DbNull, text, box: box ?? Prisma.DbNull, reason, source: 'edited' };
  }
  const field = printed?.fields[name];
  if (field) {
    return {
      ...key,
      value: field.value === null ? Prisma.DbNull : (field.value as Prisma.InputJsonValue),
      text: field.text ?? null,
      confidence: field.confidence ?? null,
      box: field.box ? [...field.box] : Prisma.DbNull,
      reason: field.reason ?? null,
      source: 'printed',
    };
  }
  if (ingested.kind !== 'signal' || !(name === 'ageYears' || name === 'sex' || name === 'acquiredAt')) return null;
  const value = ingested.recording[name];
  return value === null ? null : { ...key, value, source: 'recorded' };
}
