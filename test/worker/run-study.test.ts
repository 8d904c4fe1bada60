import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InferInput } from '../../functions/infer/step.ts';
import { firstDependentStep } from '../../functions/pipeline.ts';
import { fail, ok } from '../../functions/problems.ts';
import { correctField } from '../../functions/record/correct-field.ts';
import { readStepOutput } from '../../functions/record/step-output.ts';
import { fieldsOf, findingsOf, measurementsOf, waveformsOf } from '../../functions/record/study-parts.ts';
import { readWaveform } from '../../functions/record/waveform-samples.ts';
import { value } from '../record/uploads.ts';
import { digitized, fakeStages, inferred, measured, PAGE, printed, RECORDING, reading } from './fake-stages.ts';
import { studiesOfTest } from './studies.ts';

const { platform, caller, newStudy, run, now } = await studiesOfTest();

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
