import { Prisma } from '../platform/database/generated/client.ts';
import {
  type Alternative,
  type Box,
  FIELD_NAMES,
  type Field,
  type FieldName,
  IDENTITY_FIELDS,
  type PrintedFacts,
} from '../read/types.ts';
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
  const field = printed?.fields[name];
  if (correction) {
    const { value, reason } = correction;
    const edited = { ...key, value: value ?? Prisma.DbNull, reason, source: 'edited' as const };
    return field ? { ...edited, ...placeOf(field, name, printed), alternatives: stored(readings(field)) } : edited;
  }
  if (field) {
    return {
      ...key,
      ...placeOf(field, name, printed),
      value: field.value === null ? Prisma.DbNull : (field.value as Prisma.InputJsonValue),
      confidence: field.confidence ?? null,
      reason: field.reason ?? null,
      contradiction: field.contradiction ?? null,
      alternatives: stored(field.alternatives ?? []),
      source: 'printed',
    };
  }
  if (ingested.kind !== 'signal' || !(name === 'ageYears' || name === 'sex' || name === 'acquiredAt')) return null;
  const value = ingested.recording[name];
  return value === null ? null : { ...key, value, source: 'recorded' };
}

/** Where a field stands and what it looks like, by the newest reading also of a corrected one: another page may be read now. */
function placeOf(field: Field, name: FieldName, printed: PrintedFacts) {
  return {
    text: field.text ?? null,
    box: field.box ? [...field.box] : Prisma.DbNull,
    identifying: IDENTITY_FIELDS.has(name) || standsInIdentity(field.box, printed),
  };
}

/** Whether the middle of a box is blanked for who may not know whose page it is: an age may stand in a birth date. */
function standsInIdentity(box: Box | undefined, { redaction }: PrintedFacts): boolean {
  if (!box || !redaction) return false;
  const [x, y] = [box[0] + box[2] / 2, box[1] + box[3] / 2];
  return redaction.regions.some(
    ({ kind, box: [left, top, width, height] }) =>
      kind !== 'doubtful' && x >= left && x <= left + width && y >= top && y <= top + height,
  );
}

/** Everything that was read of a corrected field: the value that stood comes first. */
function readings({ value, confidence = 0, alternatives = [] }: Field): Alternative[] {
  return value === null ? [...alternatives] : [{ value, confidence }, ...alternatives];
}

function stored(alternatives: readonly Alternative[]): Prisma.InputJsonArray | typeof Prisma.DbNull {
  return alternatives.length === 0 ? Prisma.DbNull : (alternatives as unknown as Prisma.InputJsonArray);
}
