import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstDependentStep, type Stages } from '../../functions/pipeline.ts';
import { checkFields } from '../../functions/read/settle/checks.ts';
import type { Field, FieldName, PrintedFacts } from '../../functions/read/types.ts';
import { correctField } from '../../functions/record/correct-field.ts';
import { readStudy } from '../../functions/record/read-study.ts';
import { stateReading } from '../../functions/record/state-reading.ts';
import { fieldsOf, measurementsOf } from '../../functions/record/study-parts.ts';
import { runStudy } from '../../functions/worker/run-study.ts';
import { platformOfTest } from '../database.ts';
import { value } from '../record/uploads.ts';
import { fakeStages, printed, reading } from './fake-stages.ts';
import { FIRST_TRY, submitFile } from './submit-file.ts';

const { platform, caller } = await platformOfTest();

const run = (studyId: string, stages: Partial<Stages> = {}) =>
  runStudy(platform, fakeStages(stages), { tenantId: caller.tenantId, studyId }, FIRST_TRY);

async function newStudy(facts: PrintedFacts): Promise<string> {
  const { id } = await submitFile(platform, caller);
  await run(id, { read: async () => reading(facts) });
  return id;
}

/** Corrects a field and lets a worker at it; only what depends on it may run. */
async function correct(studyId: string, name: FieldName, to: unknown) {
  const { currentRevision: expectedRevision } = (await readStudy(platform, caller, studyId))!;
  const change = { studyId, name, value: to, expectedRevision };
  const { rerun } = value(await correctField(platform, caller, change, firstDependentStep));
  const never = async () => assert.fail('it does not depend on the field');
  await run(studyId, { ingest: never, digitize: never, read: never, measure: never });
  return rerun;
}

async function now(studyId: string) {
  const study = (await readStudy(platform, caller, studyId))!;
  const [rows] = await fieldsOf(platform, caller, [{ studyId, revision: study.currentRevision }]);
  const field = (name: FieldName) => rows!.find((row) => row.name === name)!;
  return { study, field };
}

const sure = (fieldValue: number, confidence = 0.98): Field => ({ value: fieldValue, confidence });

/** As *read* leaves a page: checked, with what it was before. */
function page(values: Partial<Record<FieldName, Field>>): PrintedFacts {
  const settled = printed(values).fields;
  return { ...printed(), fields: checkFields({ ...settled }), settled };
}

test('a corrected rate clears the QTc that seemed not to follow from it, without reading the page again', async () => {
  const id = await newStudy(page({ heartRateBpm: sure(28), qtMs: sure(392), qtcMs: sure(457) }));
  const before = await now(id);
  assert.deepEqual([before.field('qtcMs').value, before.field('qtcMs').reason], [null, 'inconsistent']);
  assert.match(before.field('qtcMs').contradiction ?? '', /QTc does not follow/);
  assert.deepEqual(before.field('qtcMs').alternatives, [{ value: 457, confidence: 0.98 }]);
  assert.equal(before.study.state, 'needs_review');

  assert.deepEqual(await correct(id, 'heartRateBpm', 82), ['record']);
  const after = await now(id);
  assert.deepEqual([after.field('qtcMs').value, after.field('qtcMs').reason], [457, null]);
  assert.deepEqual([after.field('heartRateBpm').value, after.field('heartRateBpm').source], [82, 'edited']);
  assert.doesNotMatch(after.study.reviewReasons.join(' '), /contradict|follow/);
  const [rows] = await measurementsOf(platform, caller, [{ studyId: id, revision: 2 }]);
  const qtc = rows!.find((row) => row.name === 'qtc' && row.source === 'printed');
  assert.equal(qtc?.value, 457, 'the matrix shows it too');
});

test('what contradicts a corrected value gives way, and never the corrected value', async () => {
  const id = await newStudy(page({ heartRateBpm: sure(82), rrMs: sure(732), qtMs: sure(392), qtcMs: sure(457) }));
  assert.equal((await now(id)).field('rrMs').value, 732);
  await correct(id, 'heartRateBpm', 61);
  const { field } = await now(id);
  assert.equal(field('heartRateBpm').value, 61);
  assert.deepEqual([field('rrMs').value, field('rrMs').reason], [null, 'inconsistent']);
});

test('a correction keeps what was read as its first alternative, so that it can be put back', async () => {
  const read: Field = { value: 71, confidence: 0.8, alternatives: [{ value: 11, confidence: 0.3 }] };
  const id = await newStudy(page({ heartRateBpm: read }));
  await correct(id, 'heartRateBpm', 77);
  const { field } = await now(id);
  assert.deepEqual(field('heartRateBpm').alternatives, [
    { value: 71, confidence: 0.8 },
    { value: 11, confidence: 0.3 },
  ]);
});

test('a page that is read again gives a correction its new place, and never its value', async () => {
  const id = await newStudy(page({}));
  await correct(id, 'ageYears', 36);
  const stated = { studyId: id, expectedRevision: 2, reading: { layout: '3x4' } };
  value(await stateReading(platform, caller, stated));
  const again = page({ ageYears: { value: 86, confidence: 0.9, text: '86 yr', box: [500, 600, 30, 8] } });
  const ages: (number | null)[] = [];
  const { infer } = fakeStages();
  await run(id, {
    read: async () => reading(again),
    infer: (input) => {
      ages.push(input.ageYears);
      return infer(input);
    },
  });
  const { study, field } = await now(id);
  const age = field('ageYears');
  assert.deepEqual([study.currentRevision, study.ageYears, ages], [3, 36, [36]]);
  assert.deepEqual([age.value, age.source, age.text, age.box], [36, 'edited', '86 yr', [500, 600, 30, 8]]);
  assert.deepEqual(age.alternatives, [{ value: 86, confidence: 0.9 }]);
  const earlier = await platform.db.printedField.findMany({ where: { studyId: id, name: 'ageYears' } });
  assert.deepEqual(
    earlier.toSorted((a, b) => a.revision - b.revision).map((row) => [row.revision, row.value, row.source]),
    [
      [1, 63, 'printed'],
      [2, 36, 'edited'],
      [3, 36, 'edited'],
    ],
    'each revision stays as it was',
  );
});
