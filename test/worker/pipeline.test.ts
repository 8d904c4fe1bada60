import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstDependentStep, PIPELINE } from '../../functions/pipeline.ts';
import { FIELD_NAMES } from '../../functions/read/types.ts';
import { STEP_NAMES } from '../../functions/record/steps.ts';

test('the pipeline runs the steps in the order in which they are shown, and record comes last', () => {
  assert.deepEqual([...PIPELINE.map((step) => step.name), 'record'], [...STEP_NAMES]);
});

test('only age, sex and the day that an age is counted to change what the models say, speed and gain what is digitized; every other correction is recorded', () => {
  const inferring = FIELD_NAMES.filter((name) => firstDependentStep(name) === 'infer');
  assert.deepEqual(inferring, ['ageYears', 'sex', 'acquiredAt']);
  const digitizing = FIELD_NAMES.filter((name) => firstDependentStep(name) === 'digitize');
  assert.deepEqual(digitizing, ['speedMmPerS', 'gainMmPerMv']);
  assert.equal(firstDependentStep('statements'), 'record');
});
