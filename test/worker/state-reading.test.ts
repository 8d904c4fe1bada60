import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Ingested } from '../../functions/ingest/types.ts';
import { firstDependentStep, type Stages } from '../../functions/pipeline.ts';
import type { PageTask } from '../../functions/platform/page-pool.ts';
import { fail, ok } from '../../functions/problems.ts';
import { correctField } from '../../functions/record/correct-field.ts';
import { readStudy } from '../../functions/record/read-study.ts';
import { retryStep } from '../../functions/record/retry-step.ts';
import { type ReadingStatement, stateReading } from '../../functions/record/state-reading.ts';
import { stepsOf } from '../../functions/record/study-parts.ts';
import { submitReport } from '../../functions/record/submit-report.ts';
import { runStudy } from '../../functions/worker/run-study.ts';
import { platformOfTest, testCaller } from '../database.ts';
import { uploadBytes, value } from '../record/uploads.ts';
import { digitized, fakeStages, PAGE, PAGES, RECORDING } from './fake-stages.ts';
import { FIRST_TRY, submitFile } from './submit-file.ts';

const { platform, caller } = await platformOfTest();

const newStudy = async (report?: Parameters<typeof submitFile>[2]) => (await submitFile(platform, caller, report)).id;

/** Lets a worker at the study; answers what was given to *digitize*. */
async function run(studyId: string, change: Partial<Stages> = {}): Promise<PageTask[]> {
  const tasks: PageTask[] = [];
  const stages = fakeStages(change);
  const digitize: Stages['digitize'] = (task) => {
    tasks.push(task);
    return stages.digitize(task);
  };
  await runStudy(platform, { ...stages, digitize }, { tenantId: caller.tenantId, studyId }, FIRST_TRY);
  return tasks;
}

async function now(studyId: string) {
  const study = await readStudy(platform, caller, studyId);
  assert.ok(study);
  const [steps] = await stepsOf(platform, caller, [{ studyId, revision: study.currentRevision }]);
  const revision = await platform.db.revision.findFirstOrThrow({ where: { studyId, number: study.currentRevision } });
  return { study, steps: steps!, revision };
}

async function state(studyId: string, reading: object, more: Partial<ReadingStatement> = {}, who = caller) {
  const { study } = await now(studyId);
  const statement = { studyId, expectedRevision: study.currentRevision, reading: { ...reading }, ...more };
  return stateReading(platform, who, statement);
}

async function correct(studyId: string, name: string, corrected: unknown) {
  const { study } = await now(studyId);
  const correction = { studyId, name, value: corrected, expectedRevision: study.currentRevision };
  return value(await correctField(platform, caller, correction, firstDependentStep));
}

const BLOCKS = [{ lead: 'I', rhythm: false, box: [10, 20, 300, 90] }];

test('what a person states is digitized by, and carried are the steps before alone', async () => {
  const id = await newStudy();
  await run(id);
  const stated = { layout: '6x2', gainMmPerMv: 5, quarterTurns: 2, pitchPx: { x: 8, y: 8.1 }, blocks: BLOCKS };
  const change = value(await state(id, stated, { reason: 'half gain' }));
  assert.deepEqual(change.rerun, ['digitize', 'read', 'measure', 'infer', 'record']);
  const [task, ...more] = await run(id);
  assert.deepEqual(more, []);
  assert.deepEqual([task?.pageIndex, task?.options], [0, stated]);
  const { study, steps, revision } = await now(id);
  assert.deepEqual([study.state, study.currentRevision], ['preliminary', 2]);
  assert.deepEqual(
    steps.filter((step) => step.carried).map((step) => step.step),
    ['ingest'],
  );
  assert.deepEqual([revision.stated, revision.reason, revision.fromStep], [stated, 'half gain', 'digitize']);
});

test('the audit trail and the events say who stated what', async () => {
  const id = await newStudy();
  await run(id);
  value(await state(id, { layout: '3x4', speedMmPerS: 50 }));
  const audit = await platform.db.auditEvent.findMany({ where: { subjectId: id, action: 'reading.stated' } });
  assert.deepEqual(
    audit.map(({ principalId, detail }) => [principalId, detail]),
    [[caller.principalId, { stated: ['layout', 'speedMmPerS'], revision: 2 }]],
  );
  const told = await platform.db.event.findMany({ where: { studyId: id, type: 'study.restated' } });
  assert.equal((told[0]!.payload as { revision: number }).revision, 2);
  assert.equal(await platform.queue.hasJob(id), true);
});

test('it holds for later corrections and retries, until it is withdrawn', async () => {
  const id = await newStudy();
  await run(id);
  value(await state(id, { gainMmPerMv: 20 }));
  await run(id, { digitize: async () => fail('TRACE_NOT_FOUND') });
  assert.equal((await now(id)).study.state, 'failed');
  value(await retryStep(platform, caller, { studyId: id, step: 'digitize' }));
  assert.deepEqual((await run(id))[0]?.options, { gainMmPerMv: 20 });
  await correct(id, 'ageYears', 70);
  assert.deepEqual(await run(id), [], 'an age digitizes nothing anew');
  assert.deepEqual((await now(id)).revision.stated, { gainMmPerMv: 20 });
  await correct(id, 'speedMmPerS', 50);
  assert.deepEqual((await run(id))[0]?.options, { gainMmPerMv: 20, speedMmPerS: 50 });
  value(await state(id, {}));
  assert.deepEqual((await run(id))[0]?.options, {});
  assert.equal((await now(id)).revision.stated, null);
});

test('a corrected gain is digitized by, and the page that does not print one is not', async () => {
  const id = await newStudy();
  await run(id);
  assert.equal((await correct(id, 'gainMmPerMv', 5)).rerun[0], 'digitize');
  assert.deepEqual((await run(id))[0]?.options, { gainMmPerMv: 5 });
  await correct(id, 'gainMmPerMv', null);
  assert.deepEqual((await run(id))[0]?.options, {});
});

test('the same key and statement make one revision; the same key with another statement is refused', async () => {
  const id = await newStudy();
  await run(id);
  const once = { idempotencyKey: `state ${id}`, expectedRevision: 1 };
  const answers = [await state(id, { layout: '3x4' }, once), await state(id, { layout: '3x4' }, once)];
  assert.deepEqual(
    answers.map((answer) => [value(answer).study.currentRevision, value(answer).rerun[0]]),
    [
      [2, 'digitize'],
      [2, 'digitize'],
    ],
  );
  const other = await state(id, { layout: '6x2' }, once);
  assert.equal(other.ok ? 'ok' : other.problem.code, 'IDEMPOTENCY_CONFLICT');
  assert.equal(await platform.db.revision.count({ where: { studyId: id } }), 2);
});

test('what cannot be stated says why and changes nothing', async () => {
  const id = await newStudy();
  await run(id);
  const box = (...at: number[]) => ({ blocks: [{ lead: 'I', box: at }] });
  const cases: [object, string, Partial<ReadingStatement>?][] = [
    [{ layout: '7x3' }, 'LAYOUT_UNKNOWN'],
    [{ blocks: [{ lead: 'V10', box: [0, 0, 50, 50] }] }, 'LEAD_UNKNOWN'],
    [{ blocks: [...BLOCKS, ...BLOCKS] }, 'LEAD_TWICE'],
    [box(1000, 800, 200, 100), 'BOX_OUTSIDE_PAGE'],
    [{ page: 1 }, 'PAGE_NOT_FOUND'],
    [{ page: -1 }, 'INPUT_INVALID'],
    [{ gainMmPerMv: 1000 }, 'INPUT_INVALID'],
    [{ layout: '3x4' }, 'STALE_REVISION', { expectedRevision: 7 }],
    [{ layout: '3x4' }, 'INPUT_INVALID', { reason: 'x'.repeat(501) }],
  ];
  for (const [reading, code, more] of cases) {
    const answer = await state(id, reading, more);
    assert.equal(answer.ok ? 'ok' : answer.problem.code, code, JSON.stringify(reading));
  }
  const stranger = await testCaller(platform);
  const theirs = await state(id, { layout: '3x4' }, {}, stranger);
  assert.equal(theirs.ok ? 'ok' : theirs.problem.code, 'NOT_FOUND');
  for (const role of ['reader', 'uploader'] as const)
    await assert.rejects(state(id, { layout: '3x4' }, {}, { ...caller, roles: [role] }), { name: 'ForbiddenError' });
  assert.equal((await now(id)).study.currentRevision, 1);

  const recording = await newStudy();
  await run(recording, { ingest: async () => ok(RECORDING) });
  const pageless = await state(recording, { layout: '3x4' });
  assert.equal(pageless.ok ? 'ok' : pageless.problem.code, 'NO_PAGE');
  assert.deepEqual((await correct(recording, 'gainMmPerMv', 5)).rerun, ['record']);
});

test('a page whose layout is not recognised waits for a person with the candidates, and goes on with the stated one', async () => {
  const id = await newStudy();
  await run(id, {
    digitize: async () => ok({ page: PAGE, digitized: fail('LAYOUT_NOT_FOUND', '7 rows.', ['6x2+1']) }),
  });
  const { study, steps } = await now(id);
  assert.deepEqual([study.state, study.problemCode], ['needs_review', 'LAYOUT_NOT_FOUND']);
  assert.deepEqual(study.reviewReasons.length, 1);
  const failed = steps.find((step) => step.step === 'digitize');
  assert.equal(failed?.state, 'failed');
  assert.deepEqual((failed!.problem as { candidates?: string[] }).candidates, ['6x2+1']);
  value(await state(id, { layout: '6x2+1' }));
  await run(id);
  const after = await now(id);
  assert.deepEqual([after.study.state, after.study.problemCode], ['preliminary', null]);
});

const DOCUMENT: Ingested = {
  kind: 'pages',
  mediaType: 'application/pdf',
  pages: [0, 1, 2].map((index) => ({ index, widthPx: 1100, heightPx: 850, dpi: 100 })),
};
const SCORES = [null, 0.6, 0.7];
/** A letter, and two ECGs of which the second reads better, none surely. */
const document: Partial<Stages> = {
  ingest: async () => ok(DOCUMENT),
  digitize: async ({ pageIndex }) => {
    const score = SCORES[pageIndex] ?? null;
    if (score === null) return ok({ page: PAGE, digitized: fail('GRID_NOT_FOUND') });
    const quality = { score, leads: {}, reasons: [] };
    return ok({ page: PAGE, digitized: ok(digitized({ page: pageIndex, quality })) });
  },
};
const pagesOf = (tasks: readonly PageTask[]) => tasks.map((task) => task.pageIndex);

test('of a document in which no page is named, the page that reads best is taken and kept', async () => {
  const id = await newStudy();
  assert.deepEqual(pagesOf(await run(id, document)), [0, 1, 2]);
  const { study, revision } = await now(id);
  assert.deepEqual([study.page, revision.page, study.state], [2, 2, 'preliminary']);
  value(await state(id, { layout: '3x4' }));
  assert.deepEqual(pagesOf(await run(id, document)), [2], 'the page that was found stays');
  value(await state(id, { page: 1 }));
  assert.equal((await now(id)).study.page, 1);
  assert.deepEqual(pagesOf(await run(id, document)), [1]);
  value(await state(id, {}));
  assert.deepEqual(pagesOf(await run(id, document)), [0, 1, 2], 'withdrawn, it is found again');
});

test('a named page is read and no other; boxes need a page', async () => {
  const named = await newStudy({ page: 1 });
  assert.deepEqual(pagesOf(await run(named, document)), [1]);
  const lost = await newStudy({ page: 3 });
  await run(lost, document);
  assert.equal((await now(lost)).study.problemCode, 'PAGE_NOT_FOUND');
  value(await state(lost, { page: 2 }));
  assert.deepEqual(pagesOf(await run(lost, document)), [2]);
  const letters = await newStudy();
  await run(letters, { ...document, digitize: async () => ok({ page: PAGE, digitized: fail('GRID_NOT_FOUND') }) });
  const answer = await state(letters, { blocks: BLOCKS });
  assert.match(answer.ok ? 'ok' : answer.problem.message, /state which page/);
});

test('a document is submitted once, whether its page is named or found', async () => {
  const upload = await uploadBytes(platform, caller, 'a document of three pages');
  const submit = async (page?: number) =>
    value(await submitReport(platform, caller, { uploadId: upload.id, report: page === undefined ? {} : { page } }));
  const found = await submit();
  await run(found.study.id, document);
  assert.deepEqual([(await submit()).duplicate, (await submit(2)).study.id], [true, found.study.id]);
  const other = await submit(1);
  assert.deepEqual([other.duplicate, other.study.page], [false, 1]);
  const single = await uploadBytes(platform, caller, 'a single page');
  const first = value(await submitReport(platform, caller, { uploadId: single.id, report: { page: 0 } }));
  await run(first.study.id, { ingest: async () => ok(PAGES) });
  const again = value(await submitReport(platform, caller, { uploadId: single.id }));
  assert.deepEqual([again.duplicate, again.study.id], [true, first.study.id]);
});
