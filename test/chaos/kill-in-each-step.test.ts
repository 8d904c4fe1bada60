import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STEP_NAMES } from '../../functions/record/steps.ts';
import { submitReport } from '../../functions/record/submit-report.ts';
import { startWorker } from '../../functions/worker/start-worker.ts';
import { platformOfTest } from '../database.ts';
import { uploadBytes, value } from '../record/uploads.ts';
import { fakeStages } from '../worker/fake-stages.ts';
import { assertCleanEnd, untilSettled } from './final-state.ts';
import { killHard, startWorkerProcess } from './worker-processes.ts';

const RETAKEN_MS = 10_000;

const { platform, caller } = await platformOfTest();

test('a worker killed in any step leaves studies that another one finishes from there, within seconds', async () => {
  const studies: string[] = [];
  for (const number of STEP_NAMES.keys()) {
    const upload = await uploadBytes(platform, caller, `stall in ${number}`);
    studies.push(value(await submitReport(platform, caller, { uploadId: upload.id })).study.id);
  }
  const entry = new URL('fake-worker.ts', import.meta.url);
  const doomed = await startWorkerProcess(platform, entry, { STALL: '1', WORKER_CONCURRENCY: '6' });
  const stuck = new Set<unknown>();
  await new Promise<void>((resolve) => {
    doomed.on('message', (message) => {
      stuck.add(message);
      if (stuck.size === STEP_NAMES.length) resolve();
    });
  });
  await killHard(doomed);
  const killedAt = Date.now();
  const worker = await startWorker(platform, fakeStages());
  await untilSettled(platform, caller.tenantId, 60_000);
  const retakenMs = Date.now() - killedAt;
  await worker.stop();

  await assertCleanEnd(platform, caller.tenantId, STEP_NAMES.length);
  for (const [number, studyId] of studies.entries()) {
    const runs = await platform.db.stepRun.findMany({ where: { studyId } });
    for (const [at, step] of STEP_NAMES.entries()) {
      const attempts = runs.find((run) => run.step === step)?.attempt;
      assert.equal(attempts, at === number ? 2 : 1, `${step} of the study that was stuck in ${STEP_NAMES[number]}`);
    }
  }
  assert.ok(retakenMs < RETAKEN_MS, `it took ${retakenMs} ms until all were done`);
});
