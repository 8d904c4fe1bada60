import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameGainMargin } from '../../../functions/digitize/calibration/chest-gain.ts';
import { isChestLead, LEADS, type Lead } from '../../../functions/leads.ts';

/** Triangular waves: limb leads 0.8 mV high, chest leads `chestMv`. */
function leads(chestMv: number, kept: readonly Lead[] = LEADS) {
  const wave = (heightMv: number) =>
    Float32Array.from({ length: 1250 }, (_, i) => heightMv * Math.abs(((i / 125) % 2) - 1));
  return kept.map((lead) => ({ lead, mv: wave(isChestLead(lead) ? chestMv : 0.8) }));
}

test('chest leads of the usual height leave no doubt, half as high ones do, and less so the higher they are', () => {
  const [usual, low, half] = [1.6, 1.1, 0.8].map((chestMv) => sameGainMargin(leads(chestMv)));
  assert.ok(usual! > 5, `usual ${usual}`);
  assert.ok(half! < 1, `half ${half}`);
  assert.ok(low! > half! && low! < usual!, `${half} ${low} ${usual}`);
});

test('gaps are no height, and too few leads tell nothing', () => {
  const gaps = leads(1.6).map(({ lead, mv }) => ({ lead, mv: mv.map((v, i) => (i < 300 ? Number.NaN : v)) }));
  assert.ok(Math.abs(sameGainMargin(gaps) - sameGainMargin(leads(1.6))) < 0.5);
  assert.equal(sameGainMargin(leads(0.8, ['I', 'II', 'III', 'V1', 'V2'])), Number.POSITIVE_INFINITY);
});
