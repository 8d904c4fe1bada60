import type {
  Finding,
  Measurement,
  Patient,
  PrintedField,
  Revision,
  Source,
  StepRun,
  Waveform,
} from '../platform/database/generated/client.ts';
import { FIELD_NAMES } from '../read/types.ts';
import type { Caller } from './caller.ts';
import type { RecordStore } from './record-store.ts';
import { inStepOrder } from './steps.ts';

/** One version of a study. */
export interface RevisionKey {
  readonly studyId: string;
  readonly revision: number;
}

/** Answers many keys with one query: what a page of studies needs costs a query a kind, not a query a study. */
function whereKeys(caller: Caller, keys: readonly RevisionKey[]) {
  return { tenantId: caller.tenantId, OR: keys.map(({ studyId, revision }) => ({ studyId, revision })) };
}

function group<T extends RevisionKey>(rows: readonly T[], keys: readonly RevisionKey[]): T[][] {
  const name = ({ studyId, revision }: RevisionKey) => `${studyId}/${revision}`;
  const groups = Map.groupBy(rows, name);
  return keys.map((key) => groups.get(name(key)) ?? []);
}

/** The steps of each key, in their order. */
export async function stepsOf(record: RecordStore, caller: Caller, keys: readonly RevisionKey[]): Promise<StepRun[][]> {
  const rows = await record.db.stepRun.findMany({ where: whereKeys(caller, keys) });
  return group(rows, keys).map((steps) => inStepOrder(steps));
}

/** The printed fields of each key, in the order of their names' list. */
export async function fieldsOf(
  record: RecordStore,
  caller: Caller,
  keys: readonly RevisionKey[],
): Promise<PrintedField[][]> {
  const rows = await record.db.printedField.findMany({ where: whereKeys(caller, keys) });
  const place = (field: PrintedField) => (FIELD_NAMES as readonly string[]).indexOf(field.name);
  return group(rows, keys).map((fields) => fields.toSorted((a, b) => place(a) - place(b)));
}

/** The measurements of each key, in the order in which they were made. */
export async function measurementsOf(
  record: RecordStore,
  caller: Caller,
  keys: readonly RevisionKey[],
): Promise<Measurement[][]> {
  return group(await record.db.measurement.findMany({ where: whereKeys(caller, keys), orderBy: { id: 'asc' } }), keys);
}

/** The findings of each key, a kind after the other, the most telling first. */
export async function findingsOf(
  record: RecordStore,
  caller: Caller,
  keys: readonly RevisionKey[],
): Promise<Finding[][]> {
  const rows = await record.db.finding.findMany({
    where: whereKeys(caller, keys),
    orderBy: [{ kind: 'asc' }, { rank: 'asc' }],
  });
  return group(rows, keys);
}

/** The waveform of each key; null before there is one. */
export async function waveformsOf(
  record: RecordStore,
  caller: Caller,
  keys: readonly RevisionKey[],
): Promise<(Waveform | null)[]> {
  const rows = await record.db.waveform.findMany({ where: whereKeys(caller, keys) });
  return group(rows, keys).map(([waveform]) => waveform ?? null);
}

/** The newest revision of each study whose results are recorded; null before the first. A revision under way has none yet. */
export async function recordedRevisionsOf(
  record: RecordStore,
  caller: Caller,
  studyIds: readonly string[],
): Promise<(number | null)[]> {
  const newest = await record.db.stepRun.groupBy({
    by: ['studyId'],
    where: { tenantId: caller.tenantId, studyId: { in: [...studyIds] }, step: 'record', state: 'done' },
    _max: { revision: true },
  });
  const byStudy = new Map(newest.map((each) => [each.studyId, each._max.revision]));
  return studyIds.map((id) => byStudy.get(id) ?? null);
}

/** The revisions of each study, newest first. */
export async function revisionsOf(
  record: RecordStore,
  caller: Caller,
  studyIds: readonly string[],
): Promise<Revision[][]> {
  const rows = await record.db.revision.findMany({
    where: { tenantId: caller.tenantId, studyId: { in: [...studyIds] } },
    orderBy: { number: 'desc' },
  });
  const groups = Map.groupBy(rows, (row) => row.studyId);
  return studyIds.map((id) => groups.get(id) ?? []);
}

/** The sources of these ids; null for one that the tenant does not have. */
export async function sourcesOf(
  record: RecordStore,
  caller: Caller,
  ids: readonly string[],
): Promise<(Source | null)[]> {
  const rows = await record.db.source.findMany({ where: { tenantId: caller.tenantId, id: { in: [...ids] } } });
  return ids.map((id) => rows.find((row) => row.id === id) ?? null);
}

/** The patients of these ids; null for one that the tenant does not have. */
export async function patientsOf(
  record: RecordStore,
  caller: Caller,
  ids: readonly string[],
): Promise<(Patient | null)[]> {
  const rows = await record.db.patient.findMany({ where: { tenantId: caller.tenantId, id: { in: [...ids] } } });
  return ids.map((id) => rows.find((row) => row.id === id) ?? null);
}
