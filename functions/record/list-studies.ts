import { z } from 'zod';
import type { Prisma, Study, StudyState } from '../platform/database/generated/client.ts';
import { fail, ok, type Result } from '../problems.ts';
import type { Caller } from './caller.ts';
import type { RecordStore } from './record-store.ts';

/** Narrows the worklist; all conditions hold together. */
export interface StudyFilter {
  readonly states?: readonly StudyState[];
  readonly receivedFrom?: Date;
  readonly receivedBefore?: Date;
  /** Has a positive finding of this code in its current revision. */
  readonly findingCode?: string;
  readonly recordNumber?: string;
  readonly minAcuity?: number;
}

/** A page of the worklist. */
export interface StudyPage {
  readonly edges: readonly { readonly cursor: string; readonly study: Study }[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

const MAX_PAGE = 100;

/** Where a page ended. The 1 is the version of the order; another order gets another number. */
const position = z.tuple([z.literal(1), z.number().int(), z.iso.datetime(), z.uuid()]);

/**
 * The worklist: most acute first, then newest, then by id. Pages are told apart by the last row's place in that order
 * (keyset), so rows that arrive meanwhile neither repeat nor hide others. Problem: INPUT_INVALID.
 */
export async function listStudies(
  record: RecordStore,
  caller: Caller,
  { first, after, filter = {} }: { first: number; after?: string; filter?: StudyFilter },
): Promise<Result<StudyPage>> {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE)
    return fail('INPUT_INVALID', 'A page has 1 to 100 studies.');
  const beyond = after === undefined ? {} : afterCursor(after);
  if (beyond === null) return fail('INPUT_INVALID', 'The cursor is none of ours.');
  const rows = await record.db.study.findMany({
    where: { AND: [whereOf(caller, filter), beyond] },
    orderBy: [{ acuity: 'desc' }, { receivedAt: 'desc' }, { id: 'desc' }],
    take: first + 1,
  });
  const edges = rows.slice(0, first).map((study) => ({ cursor: cursorOf(study), study }));
  return ok({ edges, hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null });
}

/** How many studies match in all. */
export function countStudies(record: RecordStore, caller: Caller, filter: StudyFilter = {}): Promise<number> {
  return record.db.study.count({ where: whereOf(caller, filter) });
}

function whereOf(caller: Caller, filter: StudyFilter): Prisma.StudyWhereInput {
  const { states, receivedFrom, receivedBefore, findingCode, recordNumber, minAcuity } = filter;
  return {
    tenantId: caller.tenantId,
    ...(states === undefined ? {} : { state: { in: [...states] } }),
    receivedAt: { ...(receivedFrom ? { gte: receivedFrom } : {}), ...(receivedBefore ? { lt: receivedBefore } : {}) },
    ...(findingCode === undefined ? {} : { positiveCodes: { has: findingCode } }),
    ...(recordNumber === undefined ? {} : { patient: { recordNumber } }),
    ...(minAcuity === undefined ? {} : { acuity: { gte: minAcuity } }),
  };
}

function cursorOf(study: Study): string {
  return Buffer.from(JSON.stringify([1, study.acuity, study.receivedAt.toISOString(), study.id])).toString('base64url');
}

function afterCursor(cursor: string): Prisma.StudyWhereInput | null {
  const parsed = position.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!parsed.success) return null;
  const [, acuity, time, id] = parsed.data;
  const receivedAt = new Date(time);
  return {
    OR: [
      { acuity: { lt: acuity } },
      { acuity, receivedAt: { lt: receivedAt } },
      { acuity, receivedAt, id: { lt: id } },
    ],
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
