import assert from 'node:assert/strict';
import { readStudy } from '../../functions/record/read-study.ts';
import { stepsOf } from '../../functions/record/study-parts.ts';
import { runStudy } from '../../functions/worker/run-study.ts';
import { platformOfTest } from '../database.ts';
import { fakeStages } from './fake-stages.ts';
import { FIRST_TRY, submitFile } from './submit-file.ts';

/** A platform for the tests of a file, with a caller whose studies a worker runs with made-up stages. */
export async function studiesOfTest() {
  const { platform, caller } = await platformOfTest();
  return {
    platform,
    caller,
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
