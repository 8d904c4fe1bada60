import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { firstDependentStep } from '../../functions/pipeline.ts';
import { createApiKey, revokeApiKey } from '../../functions/record/api-keys.ts';
import type { Caller } from '../../functions/record/caller.ts';
import { correctField } from '../../functions/record/correct-field.ts';
import { eventsAfter } from '../../functions/record/events.ts';
import { findPatient } from '../../functions/record/find-patient.ts';
import { identitiesOf } from '../../functions/record/identity.ts';
import { countStudies, listStudies } from '../../functions/record/list-studies.ts';
import { readStudies, readStudy } from '../../functions/record/read-study.ts';
import { retryStep } from '../../functions/record/retry-step.ts';
import { readSourceBytes } from '../../functions/record/source-bytes.ts';
import { readStepOutput } from '../../functions/record/step-output.ts';
import * as parts from '../../functions/record/study-parts.ts';
import { submitReport } from '../../functions/record/submit-report.ts';
import { runStudy } from '../../functions/worker/run-study.ts';
import { type TestPlatform, testCaller, testPlatform } from '../database.ts';
import { fakeStages, reading } from '../worker/fake-stages.ts';
import { uploadBytes, value } from './uploads.ts';

let platform: TestPlatform;
let owner: Caller;
let stranger: Caller;
let studyId: string;
let sourceId: string;

before(async () => {
  platform = await testPlatform({ STORE_IDENTITY: 'on' });
  owner = await testCaller(platform);
  stranger = await testCaller(platform);
  const upload = await uploadBytes(platform, owner, 'private');
  const report = { recordNumber: 'MRN-1' };
  const { study } = value(await submitReport(platform, owner, { uploadId: upload.id, report }));
  studyId = study.id;
  sourceId = study.sourceId;
  const attempt = { retries: 0, isLast: false, signal: new AbortController().signal };
  const stages = fakeStages({
    read: async () => reading(undefined, [{ kind: 'name', text: 'Prova', confidence: 0.9, labelled: true }]),
  });
  await runStudy(platform, stages, { tenantId: owner.tenantId, studyId }, attempt);
});
after(() => platform.close());

test('whatever a stranger asks for by its id, there is nothing', async () => {
  const key = { studyId, revision: 1 };
  const patient = await findPatient(platform, owner, { recordNumber: 'MRN-1' });
  assert.ok(patient);
  const ask = async (who: Caller) => ({
    study: await readStudy(platform, who, studyId),
    studies: (await readStudies(platform, who, [studyId])).size,
    listed: value(await listStudies(platform, who, { first: 10 })).edges.length,
    counted: await countStudies(platform, who, { recordNumber: 'MRN-1' }),
    patient: await findPatient(platform, who, { id: patient.id }),
    byNumber: await findPatient(platform, who, { recordNumber: 'MRN-1' }),
    bytes: await readSourceBytes(platform, who, sourceId),
    output: await readStepOutput(platform, who, key, 'infer'),
    steps: (await parts.stepsOf(platform, who, [key]))[0]!.length,
    fields: (await parts.fieldsOf(platform, who, [key]))[0]!.length,
    measurements: (await parts.measurementsOf(platform, who, [key]))[0]!.length,
    findings: (await parts.findingsOf(platform, who, [key]))[0]!.length,
    waveform: (await parts.waveformsOf(platform, who, [key]))[0],
    identity: (await identitiesOf(platform, who, [studyId]))[0]!.length,
    revisions: (await parts.revisionsOf(platform, who, [studyId]))[0]!.length,
    source: (await parts.sourcesOf(platform, who, [sourceId]))[0],
    patients: (await parts.patientsOf(platform, who, [patient.id]))[0],
    events: (await eventsAfter(platform, who, { after: 0n, first: 100 })).length,
  });
  for (const [name, seen] of Object.entries(await ask(owner))) assert.ok(seen, `the owner sees ${name}`);
  for (const [name, seen] of Object.entries(await ask(stranger))) assert.ok(!seen, `a stranger sees ${name}`);
});

test('a stranger can change nothing by its id', async () => {
  const change = { studyId, name: 'sex', value: 'male', expectedRevision: 1 };
  const answers = [
    await correctField(platform, stranger, change, firstDependentStep),
    await retryStep(platform, stranger, { studyId, step: 'infer' }),
    await revokeApiKey(platform, stranger, owner.apiKeyId ?? ''),
  ];
  assert.deepEqual(
    answers.map((answer) => (answer.ok ? 'ok' : answer.problem.code)),
    ['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'],
  );
});

test('a key that an administrator makes stays in the tenant', async () => {
  const made = value(await createApiKey(platform, stranger, { name: 'gateway', roles: ['uploader'] }));
  assert.equal(made.principal.tenantId, stranger.tenantId);
});
