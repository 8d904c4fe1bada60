import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { InferInput } from '../../functions/infer/step.ts';
import { firstDependentStep } from '../../functions/pipeline.ts';
import { fail, ok } from '../../functions/problems.ts';
import type { Caller } from '../../functions/record/caller.ts';
import { correctField } from '../../functions/record/correct-field.ts';
import { readStudy } from '../../functions/record/read-study.ts';
import { retryStep } from '../../functions/record/retry-step.ts';
import { readStepOutput } from '../../functions/record/step-output.ts';
import { fieldsOf, findingsOf, measurementsOf, stepsOf, waveformsOf } from '../../functions/record/study-parts.ts';
import { readWaveform } from '../../functions/record/waveform-samples.ts';
import { runStudy } from '../../functions/worker/run-study.ts';
import { type TestPlatform, testCaller, testPlatform } from '../database.ts';
import { value } from '../record/uploads.ts';
import { digitized, fakeStages, inferred, measured, PAGE, printed, RECORDING, reading } from './fake-stages.ts';
import { FIRST_TRY, submitFile } from './submit-file.ts';

let platform: TestPlatform;
let caller: Caller;

before(async () => {
  platform = await testPlatform();
  caller = await testCaller(platform);
});
after(() => platform.close());

const newStudy = (report?: Parameters<typeof submitFile>[2]) => submitFile(platform, caller, report);

const run = (studyId: string, stages = fakeStages(), attempt = FIRST_TRY) =>
  runStudy(platform, stages, { tenantId: caller.tenantId, studyId }, attempt);

async function now(studyId: string) {
  const study = await readStudy(platform, caller, studyId);
  assert.ok(study);
  const key = { studyId, revision: study.currentRevision };
  const [steps] = await stepsOf(platform, caller, [key]);
  return { study, key, steps: steps! };
}

test('a study goes through all steps and becomes a readable record', async () => {
  const { id } = await newStudy({ acuity: 1 });
  await run(id);
  const { study, key, steps } = await now(id);
  assert.deepEqual(
    steps.map((step) => [step.step, step.state, step.attempt]),
    [
      ['ingest', 'done', 1],
      ['digitize', 'done', 1],
      ['read', 'done', 1],
      ['measure', 'done', 1],
      ['infer', 'done', 1],
      ['record', 'done', 1],
    ],
  );
  assert.equal(study.state, 'preliminary');
  assert.equal(study.topFinding, 'Atrial fibrillation');
  assert.deepEqual(study.positiveCodes, ['AFIB']);
  assert.equal(study.acuity, 2, 'atrial fibrillation raises the acuity above what was asked for');
  assert.equal(study.ageYears, 63);
  assert.equal(study.sex, 'female');
  assert.equal(study.acquiredAt?.toISOString(), '2024-03-01T10:20:30.000Z');
  assert.equal(study.qualityScore, 0.93);
  const [waveform] = await waveformsOf(platform, caller, [key]);
  assert.ok(waveform);
  const stored = await readWaveform(platform, waveform);
  assert.deepEqual(
    [waveform.layout, waveform.durationS, stored.leads.length, stored.rhythm.length],
    ['3x4+1', 10, 12, 1],
  );
  const original = digitized().leads.V6!;
  const v6 = stored.leads.find((trace) => trace.lead === 'V6')!;
  assert.equal(v6.startS, 7.5);
  assert.ok(Number.isNaN(v6.mv[7]!), 'a missing sample stays missing');
  assert.ok(original.mv.every((mv, i) => i === 7 || Math.abs(mv - v6.mv[i]!) <= 0.00051));
  const [fields] = await fieldsOf(platform, caller, [key]);
  const age = fields!.find((field) => field.name === 'ageYears')!;
  assert.deepEqual(
    [age.value, age.text, age.confidence, age.box, age.source],
    [63, '63 yr', 0.97, [10, 20, 30, 8], 'printed'],
  );
  assert.equal(fields!.find((field) => field.name === 'prMs')?.reason, 'absent');
  const [measurements] = await measurementsOf(platform, caller, [key]);
  const rates = measurements!.filter((row) => row.name === 'heartRate').map((row) => [row.source, row.value, row.unit]);
  assert.deepEqual(rates.toSorted(), [
    ['computed', 72, 'bpm'],
    ['printed', 71, 'bpm'],
  ]);
  const [findings] = await findingsOf(platform, caller, [key]);
  assert.deepEqual(
    findings!.filter((finding) => finding.positive).map((finding) => [finding.kind, finding.code, finding.model]),
    [
      ['detection', 'ABNORMAL', 'restore'],
      ['localization', 'ANOMALY', 'restore'],
      ['diagnosis', 'AFIB', 'statements'],
      ['beat', 'S', 'apc'],
    ],
  );
  const map = await readStepOutput(platform, caller, key, 'infer');
  assert.ok(map?.localization.leads.V1 instanceof Float32Array);
  assert.ok(Number.isNaN(map.localization.leads.V1[2]!));
});

test('events tell the whole way, in order', async () => {
  const { id } = await newStudy();
  await run(id);
  const events = await platform.db.event.findMany({ where: { studyId: id }, orderBy: { id: 'asc' } });
  const steps = ['ingest', 'digitize', 'read', 'measure', 'infer', 'record'];
  const told = events.map(({ type, payload }) => {
    const { step } = payload as { step?: string };
    return step ? `${type} ${step}` : type;
  });
  const expected = steps.flatMap((step) => [`step.running ${step}`, `step.done ${step}`]);
  assert.deepEqual(told, ['study.received', ...expected, 'study.changed']);
});

test('a recording skips digitize and read', async () => {
  const { id } = await newStudy();
  const never = async () => assert.fail('a recording has no page');
  await run(id, fakeStages({ ingest: async () => ok(RECORDING), digitize: never, decode: never, read: never }));
  const { study, key, steps } = await now(id);
  assert.deepEqual(
    steps.map((step) => step.state),
    ['done', 'skipped', 'skipped', 'done', 'done', 'done'],
  );
  assert.equal(study.ageYears, 50);
  const [waveform] = await waveformsOf(platform, caller, [key]);
  assert.deepEqual(waveform?.leads, ['I', 'II']);
  const [fields] = await fieldsOf(platform, caller, [key]);
  assert.deepEqual(
    fields!.map((field) => [field.name, field.value, field.source]),
    [
      ['ageYears', 50, 'recorded'],
      ['sex', 'male', 'recorded'],
    ],
  );
});

test('a problem ends the study with its reason; a retry goes on from there', async () => {
  const { id } = await newStudy();
  await run(id, fakeStages({ digitize: async () => ok({ page: PAGE, digitized: fail('TRACE_NOT_FOUND') }) }));
  const failed = await now(id);
  assert.equal(failed.study.state, 'failed');
  assert.equal(failed.study.problemCode, 'TRACE_NOT_FOUND');
  assert.deepEqual(
    failed.steps.map((step) => step.state),
    ['done', 'failed', 'waiting', 'waiting', 'waiting', 'waiting'],
  );
  const problem = failed.steps[1]!.problem as { code: string; hint: string };
  assert.equal(problem.code, 'TRACE_NOT_FOUND');
  assert.ok(problem.hint.length > 0);
  await run(id);
  assert.equal((await now(id)).study.state, 'failed', 'a failed step waits for a person');

  const refused = await retryStep(platform, caller, { studyId: id, step: 'ingest' });
  assert.equal(refused.ok ? 'ok' : refused.problem.code, 'STEP_NOT_RETRYABLE');
  const retried = value(await retryStep(platform, caller, { studyId: id, step: 'digitize' }));
  assert.deepEqual(retried.rerun, ['digitize', 'read', 'measure', 'infer', 'record']);
  assert.equal(retried.study.state, 'processing');
  await run(id);
  const { study, steps } = await now(id);
  assert.equal(study.state, 'preliminary');
  assert.deepEqual(
    steps.map((step) => step.attempt),
    [1, 2, 1, 1, 1, 1],
  );
  assert.equal(steps[1]!.problem, null);
});

test('a passing failure is tried again, the last one ends the study', async () => {
  const { id } = await newStudy();
  const broken = fakeStages({
    infer: () => Promise.reject(new Error('the inference server is away')),
  });
  await assert.rejects(run(id, broken), /away/);
  const waiting = await now(id);
  assert.equal(waiting.study.state, 'processing');
  assert.equal(waiting.steps[4]!.state, 'retrying');
  await run(id, broken, { ...FIRST_TRY, retries: 6, isLast: true });
  const ended = await now(id);
  assert.equal(ended.study.state, 'failed');
  assert.equal(ended.study.problemCode, 'INTERNAL');
  assert.equal(ended.steps[4]!.attempt, 2);
  assert.doesNotMatch(JSON.stringify(ended.steps[4]!.problem), /away/, 'an error text is not told');
});

test('a step that never answers ends by its time limit', async () => {
  const { id } = await newStudy();
  const impatient = { ...platform, config: { ...platform.config, stepTimeoutS: 0.05 } };
  const stuck = fakeStages({ read: () => new Promise(() => undefined) });
  await runStudy(impatient, stuck, { tenantId: caller.tenantId, studyId: id }, FIRST_TRY);
  assert.equal((await now(id)).study.problemCode, 'STEP_TIMEOUT');
});

test('a page beyond the document is a problem', async () => {
  const { id } = await newStudy({ page: 3 });
  await run(id);
  assert.equal((await now(id)).study.problemCode, 'PAGE_NOT_FOUND');
});

test('a corrected age runs infer anew and keeps what came before', async () => {
  const { id } = await newStudy();
  await run(id);
  const change = { studyId: id, name: 'ageYears', value: 36, expectedRevision: 1, reason: 'digits swapped' };
  const corrected = value(await correctField(platform, caller, change, firstDependentStep));
  assert.deepEqual(corrected.rerun, ['infer', 'record']);
  assert.equal(corrected.study.currentRevision, 2);
  const ages: (number | null)[] = [];
  const never = async () => assert.fail('must be carried over');
  const infer = async (input: InferInput) => {
    ages.push(input.ageYears);
    return ok(inferred(['NORM']));
  };
  await run(id, fakeStages({ ingest: never, digitize: never, read: never, measure: never, infer }));
  assert.deepEqual(ages, [36]);
  const { study, key, steps } = await now(id);
  assert.equal(study.ageYears, 36);
  assert.deepEqual(
    steps.map((step) => step.carried),
    [true, true, true, true, false, false],
  );
  const [fields] = await fieldsOf(platform, caller, [key]);
  const age = fields!.find((field) => field.name === 'ageYears')!;
  assert.deepEqual([age.value, age.source, age.text], [36, 'edited', '63 yr']);
  const [before] = await fieldsOf(platform, caller, [{ studyId: id, revision: 1 }]);
  assert.equal(before!.find((field) => field.name === 'ageYears')?.value, 63, 'the first revision stays as it was');

  const stale = await correctField(platform, caller, change, firstDependentStep);
  assert.equal(stale.ok ? 'ok' : stale.problem.code, 'STALE_REVISION');
  const second = { studyId: id, name: 'statements', value: ['Atrial flutter'], expectedRevision: 2 };
  const recordOnly = value(await correctField(platform, caller, second, firstDependentStep));
  assert.deepEqual(recordOnly.rerun, ['record']);
  await run(id, fakeStages({ ingest: never, digitize: never, read: never, measure: never, infer: never }));
  const third = await now(id);
  const [final] = await fieldsOf(platform, caller, [third.key]);
  assert.equal(final!.find((field) => field.name === 'ageYears')?.value, 36, 'the earlier correction stands');
  assert.deepEqual(final!.find((field) => field.name === 'statements')?.value, ['Atrial flutter']);
  assert.equal(third.study.state, 'preliminary');
});

test('a correction survives that the page is read again', async () => {
  const { id } = await newStudy();
  await run(id, fakeStages({ read: async () => fail('INTERNAL') }));
  const change = { studyId: id, name: 'sex', value: 'male', expectedRevision: 1 };
  const corrected = value(await correctField(platform, caller, change, firstDependentStep));
  assert.deepEqual(corrected.rerun, ['read', 'measure', 'infer', 'record'], 'what never finished has to run too');
  await run(id);
  const { study } = await now(id);
  assert.equal(study.sex, 'male');
  assert.equal(study.state, 'preliminary');
});

test('a value that does not fit its field is refused', async () => {
  const { id } = await newStudy();
  await run(id);
  for (const [name, wrong] of [
    ['ageYears', 'old'],
    ['ageYears', 900],
    ['sex', 'F'],
    ['statements', 'text'],
    ['shoeSize', 43],
  ] as const) {
    const answer = await correctField(
      platform,
      caller,
      { studyId: id, name, value: wrong, expectedRevision: 1 },
      firstDependentStep,
    );
    assert.equal(answer.ok ? 'ok' : answer.problem.code, 'INPUT_INVALID', name);
  }
});

test('what a person must look at needs review, in words', async () => {
  const cases = [
    [
      {
        digitize: async () =>
          ok({ page: PAGE, digitized: ok(digitized({ quality: { score: 0.4, leads: {}, reasons: [] } })) }),
      },
      /low confidence/,
    ],
    [
      {
        digitize: async () =>
          ok({ page: PAGE, digitized: ok(digitized({ leads: { ...digitized().leads, V3: null } })) }),
      },
      /without a trace: V3/,
    ],
    [
      { read: async () => reading(printed({ qtcMs: { value: null, reason: 'inconsistent' } })) },
      /contradict each other: qtcMs/,
    ],
    [{ measure: async () => ok(measured({ heartRateBpm: 143 })) }, /heart rate differs/],
  ] as const;
  for (const [change, reason] of cases) {
    const { id } = await newStudy();
    await run(id, fakeStages(change));
    const { study } = await now(id);
    assert.equal(study.state, 'needs_review');
    assert.match(study.reviewReasons.join(' '), reason);
  }
});

test('two workers on one study: one works, the other is told to come again', async () => {
  const { id } = await newStudy();
  let calls = 0;
  const gate = Promise.withResolvers<void>();
  const slow = fakeStages({
    ingest: async () => {
      calls += 1;
      await gate.promise;
      return fakeStages().ingest(new Uint8Array());
    },
  });
  const first = run(id, slow);
  while (calls === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await assert.rejects(run(id, slow), { name: 'StudyBusyError' });
  gate.resolve();
  await first;
  assert.equal(calls, 1);
  assert.equal((await now(id)).study.state, 'preliminary');
});

test('a result that comes after the step was begun anew does not count', async () => {
  const { id } = await newStudy();
  const overtaken = fakeStages({
    read: async () => {
      await platform.db.stepRun.updateMany({
        where: { studyId: id, step: 'read' },
        data: { attempt: { increment: 1 } },
      });
      return reading();
    },
  });
  await assert.rejects(run(id, overtaken), { name: 'LostStepError' });
  const { steps } = await now(id);
  assert.equal(steps[2]!.state, 'running');
  assert.equal(steps[2]!.outputSha256, null);
});
