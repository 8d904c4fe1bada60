import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Platform } from '../../functions/platform/open-platform.ts';
import { verifyAuditChain } from '../../functions/record/audit.ts';
import { collectGarbage } from '../../functions/record/collect-garbage.ts';
import { checkIntegrity } from '../../functions/record/integrity.ts';
import { STEP_NAMES } from '../../functions/record/steps.ts';

/** Waits until no study of the tenant is under way. Throws after the limit. */
export async function untilSettled(platform: Platform, tenantId: string, limitMs: number): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const open = await platform.db.study.count({ where: { tenantId, state: { in: ['received', 'processing'] } } });
    const { waiting, active, retrying } = await platform.queue.counts();
    if (open + waiting + active + retrying === 0) return;
    if (Date.now() > deadline)
      throw new Error(`${open} studies and ${waiting + active + retrying} jobs are still open`);
    await delay(100);
  }
}

/**
 * Asserts what must hold after any number of killed workers: every study is final, every step took effect once, the
 * events tell each end once and in order, no row lacks its blob, nothing is stored that no row names once the garbage
 * is collected, the audit chain holds. Answers how many blobs the killed workers had left.
 */
export async function assertCleanEnd(platform: Platform, tenantId: string, studies: number): Promise<number> {
  const { db } = platform;
  const rows = await db.study.findMany({ where: { tenantId } });
  assert.equal(rows.length, studies, 'studies');
  const unfinished = rows.filter((study) => study.state !== 'preliminary');
  const found = unfinished.map((study) => `${study.state} ${study.problemCode}`);
  assert.deepEqual(found, [], 'studies that did not end well');
  for (const { id: studyId } of rows) {
    const steps = await db.stepRun.findMany({ where: { studyId } });
    assert.equal(steps.length, STEP_NAMES.length);
    assert.ok(steps.every((step) => step.state === 'done'));
    const events = await db.event.findMany({ where: { studyId }, orderBy: { id: 'asc' } });
    const ends = events
      .filter((event) => event.type === 'step.done')
      .map((event) => (event.payload as { step: string }).step);
    assert.deepEqual(ends, [...STEP_NAMES], 'each step ended once, in order');
    assert.equal(await db.waveform.count({ where: { studyId } }), 1);
    assert.equal(await db.finding.count({ where: { studyId, kind: 'detection' } }), 1);
    assert.equal(await db.printedField.count({ where: { studyId, name: 'ageYears' } }), 1);
  }
  const left = (await checkIntegrity(platform)).orphanBlobs.length;
  assert.equal(await collectGarbage(platform, 0), left);
  assert.deepEqual(await checkIntegrity(platform), { missingBlobs: [], brokenBlobs: [], orphanBlobs: [] });
  assert.equal((await verifyAuditChain(platform, tenantId)).brokenAt, null);
  return left;
}
