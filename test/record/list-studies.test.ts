import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Caller } from '../../functions/record/caller.ts';
import { countStudies, listStudies, type StudyFilter } from '../../functions/record/list-studies.ts';
import { type TestPlatform, testCaller, testPlatform } from '../database.ts';
import { uploadBytes, value } from './uploads.ts';

let platform: TestPlatform;
let caller: Caller;
/** Ids in the order of the worklist. */
let expected: string[];

const DAY = (day: number) => new Date(Date.UTC(2024, 0, day));

before(async () => {
  platform = await testPlatform();
  caller = await testCaller(platform);
  const { tenantId } = caller;
  const { sourceId } = await uploadBytes(platform, caller, 'listed');
  const patient = await platform.db.patient.create({ data: { tenantId, recordNumber: 'MRN-9' } });
  const rows = await platform.db.study.createManyAndReturn({
    data: Array.from({ length: 23 }, (_, copy) => ({
      tenantId,
      sourceId: sourceId!,
      copy,
      acuity: copy % 4,
      // Several at the same moment, so that only the id tells them apart.
      receivedAt: DAY(1 + (copy % 3)),
      state: copy % 2 ? ('failed' as const) : ('preliminary' as const),
      positiveCodes: copy === 5 ? ['AFIB', 'LVH'] : [],
      patientId: copy === 6 ? patient.id : null,
    })),
  });
  expected = rows
    .toSorted((a, b) => b.acuity - a.acuity || +b.receivedAt - +a.receivedAt || (a.id < b.id ? 1 : -1))
    .map((study) => study.id);
});
after(() => platform.close());

async function pages(first: number, filter: StudyFilter = {}): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = value(await listStudies(platform, caller, { first, filter, ...(after ? { after } : {}) }));
    ids.push(...page.edges.map((edge) => edge.study.id));
    if (!page.hasNextPage) return ids;
    after = page.endCursor!;
  }
}

test('page by page the worklist is most acute first, newest first, nothing twice, nothing left out', async () => {
  for (const first of [1, 4, 23, 100]) assert.deepEqual(await pages(first), expected);
});

test('filters hold together', async () => {
  const count = (filter: StudyFilter) => countStudies(platform, caller, filter);
  assert.equal(await count({ states: ['failed'] }), 11);
  assert.equal((await pages(3, { states: ['failed'], minAcuity: 3 })).length, 5);
  assert.equal(await count({ findingCode: 'AFIB' }), 1);
  assert.equal(await count({ findingCode: 'AFL' }), 0);
  assert.equal(await count({ recordNumber: 'MRN-9' }), 1);
  assert.equal(await count({ receivedFrom: DAY(2), receivedBefore: DAY(3) }), 8);
  assert.equal(await count({}), 23);
});

test('a study that arrives meanwhile moves no other study over the edge of a page', async () => {
  const page = value(await listStudies(platform, caller, { first: 10 }));
  const { sourceId } = await uploadBytes(platform, caller, 'late');
  const late = await platform.db.study.create({ data: { tenantId: caller.tenantId, sourceId: sourceId!, acuity: 3 } });
  const rest = value(await listStudies(platform, caller, { first: 100, after: page.endCursor! }));
  assert.deepEqual(
    [...page.edges, ...rest.edges].map((edge) => edge.study.id),
    expected,
  );
  await platform.db.study.delete({ where: { id: late.id } });
});

test('a page size or cursor that is none is a problem', async () => {
  for (const input of [{ first: 0 }, { first: 101 }, { first: 5, after: 'x' }, { first: 5, after: 'WzEsMl0' }]) {
    const answer = await listStudies(platform, caller, input);
    assert.equal(answer.ok ? 'ok' : answer.problem.code, 'INPUT_INVALID');
  }
});
