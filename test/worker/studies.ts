import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Caller } from '../../functions/record/caller.ts';
import { readStudy } from '../../functions/record/read-study.ts';
import { stepsOf } from '../../functions/record/study-parts.ts';
import { runStudy } from '../../functions/worker/run-study.ts';
import { type TestPlatform, testCaller, testPlatform } from '../database.ts';
import { fakeStages } from './fake-stages.ts';
import { FIRST_TRY, submitFile } from './submit-file.ts';

/** A platform for the tests of a file, with a caller whose studies a worker runs with made-up stages. */
export function studiesOfTest() {
  let platform: TestPlatform;
  let caller: Caller;
  before(async () => {
    platform = await testPlatform();
    caller = await testCaller(platform);
  });
  after(() => platform.close());
  return {
    get platform() {
      return platform;
    },
    get caller() {
      return caller;
    },
    newStudy: (report?: Parameters<typeof submitFile>[2]) => submitFile(platform, caller, report),
    run: (studyId: string, stages = fakeStages(), attempt = FIRST_TRY) =>
      runStudy(platform, stages, { tenantId: caller.tenantId, studyId }, attempt),
    /** The study as it is now, with the steps of its current revision. */
    async now(studyId: string) {
      const study = await readStudy(platform, caller, studyId);
      assert.ok(study);
      const key = { studyId, revision: study.currentRevision };
      const [steps] = await stepsOf(platform, caller, [key]);
      return { study, key, steps: steps! };
    },
  };
}
