import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { waitsForAPerson } from '../../functions/problems.ts';
import { hostileFiles } from '../ingest/hostile-files.ts';
import { createUpload, sendReport, untilSettled } from './client.ts';
import { type TestServer, testServer } from './served.ts';

const MEMORY_LIMIT_BYTES = 1.5e9;

let server: TestServer;
before(async () => {
  server = await testServer({ worker: true });
});
after(() => server.close());

test('every hostile file ends as a failed study, or as one that needs a person, that says why and what to do, within memory', async () => {
  const { admin } = server;
  let highestRss = 0;
  const watch = setInterval(() => {
    highestRss = Math.max(highestRss, process.memoryUsage.rss());
  }, 50);
  const sent = [];
  for (const file of await hostileFiles()) {
    if (file.bytes.byteLength === 0) {
      assert.equal((await createUpload(admin, { byteLength: 0 })).code, 'FILE_EMPTY');
      continue;
    }
    const { study } = await sendReport(admin, file.bytes);
    sent.push({ ...file, id: study.id as string });
  }
  assert.ok(sent.length >= 10);
  let failed = 0;
  for (const { id, name, code } of sent) {
    const study = await untilSettled(admin, id);
    const isReadable = waitsForAPerson(study.problem.code);
    assert.equal(study.state, isReadable ? 'needs_review' : 'failed', name);
    if (!isReadable) failed += 1;
    if (code) assert.equal(study.problem.code, code, name);
    assert.ok(study.problem.message.length > 10 && study.problem.hint.length > 10, name);
    assert.notEqual(study.problem.code, 'INTERNAL', name);
  }
  clearInterval(watch);
  assert.ok(highestRss < MEMORY_LIMIT_BYTES, `${Math.round(highestRss / 1e6)} MB`);
  const { data } = await admin.graphql('{ queue { waiting active retrying failedStudies } }');
  assert.deepEqual(data.queue, { waiting: 0, active: 0, retrying: 0, failedStudies: failed });
});

test('a failed step can be run again, a finished one cannot', async () => {
  const { admin } = server;
  const { data } = await admin.graphql(
    '{ studies(first: 1, filter: { states: [failed] }) { edges { node { id steps { step state attempt } } } } }',
  );
  const { id, steps } = data.studies.edges[0].node;
  const failed = steps.find((step: { state: string }) => step.state === 'failed');
  const retry = (step: string) =>
    admin.graphql(
      `mutation($input: RetryStepInput!) { retryStep(input: $input) {
        __typename ... on StudyChanged { rerun study { state } } ... on Problem { code } } }`,
      { input: { studyId: id, step } },
    );
  const retried = (await retry(failed.step)).data.retryStep;
  assert.equal(retried.study.state, 'processing');
  assert.equal(retried.rerun[0], failed.step);
  assert.deepEqual((await retry('record')).data.retryStep, { __typename: 'Conflict', code: 'STEP_NOT_RETRYABLE' });
  const again = await untilSettled(admin, id);
  assert.equal(again.state, 'failed');
  const after = await admin.graphql('query($id: ID!) { study(id: $id) { steps { step attempt } } }', { id });
  const run = after.data.study.steps.find((step: { step: string }) => step.step === failed.step);
  assert.equal(run.attempt, failed.attempt + 1);
});
