import assert from 'node:assert/strict';
import type { Caller } from '../../functions/record/caller.ts';
import { readStudy } from '../../functions/record/read-study.ts';
import { stepsOf } from '../../functions/record/study-parts.ts';
import type { TestPlatform } from '../database.ts';

/** The study as it is now, with the steps of its current revision. */
export async function studyState(platform: TestPlatform, caller: Caller, studyId: string) {
  const study = await readStudy(platform, caller, studyId);
  assert.ok(study);
  const key = { studyId, revision: study.currentRevision };
  const [steps] = await stepsOf(platform, caller, [key]);
  return { study, key, steps: steps! };
}
