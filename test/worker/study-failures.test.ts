import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fail, ok } from '../../functions/problems.ts';
import { retryStep } from '../../functions/record/retry-step.ts';
import { runStudy } from '../../functions/worker/run-study.ts';
import { value } from '../record/uploads.ts';
import { fakeStages, PAGE, reading } from './fake-stages.ts';
import { studiesOfTest } from './studies.ts';
import { FIRST_TRY } from './submit-file.ts';

const { platform, caller, newStudy, run, now } = await studiesOfTest();

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
