import assert from 'node:assert/strict';
import { test } from 'node:test';
import { worthByPrint } from '../../../functions/digitize/calibration/quality.ts';
import type { Naming } from '../../../functions/digitize/layout/lead-names.ts';

const scoreOf = (score: number, printed: number, blocks: number) =>
  worthByPrint({ score, leads: {}, reasons: [] }, { printed, blocks: Array(blocks) } as unknown as Naming).score;

test('a page whose names are printed beside most of its leads is worth answering, however poor its traces', () => {
  assert.ok(scoreOf(0.001, 12, 12) > 0.005);
  assert.ok(scoreOf(0.001, 9, 12) > 0.005);
  assert.equal(scoreOf(0.7, 12, 12), 0.7);
});

test('a few names, or those of a strip or two, tell no arrangement', () => {
  assert.equal(scoreOf(0.001, 8, 12), 0.001);
  assert.equal(scoreOf(0.001, 3, 3), 0.001);
});
