import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubtedByStep, outOfStep } from '../../../functions/digitize/leads/out-of-step.ts';
import type { Lead } from '../../../functions/leads.ts';

const RATE_HZ = 500;
const BEATS_S = [0.4, 1.2, 2.05];

/** 2.5 s of a lead whose QRS complexes, `widthS` wide, stand `lateS` after the beats. */
function leadOf(lateS: number, widthS: number): Float32Array {
  return Float32Array.from({ length: 2.5 * RATE_HZ }, (_, i) =>
    BEATS_S.reduce((sum, at) => sum + Math.exp(-0.5 * ((i / RATE_HZ - at - lateS) / widthS) ** 2), 0),
  );
}

/** V4 to V6, by how much each is late. */
function columnOf(late: readonly [number, number, number]) {
  const leads: readonly Lead[] = ['V4', 'V5', 'V6'];
  return leads.map((lead, i) => ({ lead, column: 3, mv: leadOf(late[i] as number, 0.012 + 0.004 * i) }));
}

test('beats that stand below one another are in step, with what leads are steep apart', () => {
  assert.deepEqual(outOfStep(columnOf([0, 0.01, 0.02])), []);
});

test('beats that come later from row to row are out of step', () => {
  assert.deepEqual(outOfStep(columnOf([-0.05, 0, 0.05])), ['V4', 'V5', 'V6']);
});

test('one lead alone may be steep elsewhere, and leads that were recorded later are not out of step', () => {
  assert.deepEqual(outOfStep(columnOf([0, 0, 0.06])), []);
  assert.deepEqual(outOfStep(columnOf([-0.3, 0, 0.3])), []);
});

test('leads out of step, and their page, are half as sure, and it is said which', () => {
  const quality = { score: 0.9, leads: { V4: 0.9, V5: 0.8, V6: 0.7 }, reasons: ['Another reason.'] };
  const found = doubtedByStep(quality, columnOf([-0.05, 0, 0.05]));
  assert.equal(found.score, 0.45);
  assert.deepEqual(found.leads, { V4: 0.45, V5: 0.4, V6: 0.35 });
  assert.match(found.reasons[1] ?? '', /V4, V5, V6/);
  assert.equal(doubtedByStep(quality, columnOf([0, 0, 0])), quality);
});
