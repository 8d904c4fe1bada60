import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { perLead } from '../../functions/leads.ts';
import { readConfig } from '../../functions/platform/config.ts';
import { openStages } from '../../functions/worker/open-stages.ts';
import { measured } from './fake-stages.ts';

test('without its models a worker starts, and says at the step that needs them what is wrong', async () => {
  const modelsDir = await mkdtemp(path.join(tmpdir(), 'ecgraph-no-models-'));
  const stages = await openStages(readConfig({ MODELS_DIR: modelsDir, PAGE_THREADS: '1' }));
  const signals = { sampleRateHz: 500, leads: perLead(() => new Float32Array(5000)) };
  const answer = await stages.infer({ signals, measured: measured(), ageYears: 60, sex: 'female' });
  assert.equal(answer.ok ? 'ok' : answer.problem.code, 'MODEL_UNAVAILABLE');
  const ingested = await stages.ingest(Buffer.from('no picture'));
  assert.equal(ingested.ok ? 'ok' : ingested.problem.code, 'FILE_TYPE_UNSUPPORTED', 'the other stages work');
  await stages.close();
  await rm(modelsDir, { recursive: true });
});
