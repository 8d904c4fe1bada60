import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageCalibration } from '../../../functions/digitize/calibration/calibration.ts';
import { isUnsure } from '../../../functions/digitize/calibration/calibration-doubt.ts';
import {
  doubtedByChestGain,
  isChestGainOpen,
  sameGainMargin,
} from '../../../functions/digitize/calibration/chest-gain.ts';
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

const calibration: PageCalibration = {
  answered: { speedMmPerS: 25, gainMmPerMv: 10, pitchPx: { x: 8, y: 8 }, source: 'pulse' },
  chestGainMmPerMv: 10,
  isChestByOnePulse: false,
  margin: 9,
};

test('the gain of chest leads beside limb leads is open until a person, print or pulses tell it, so that the print is asked', () => {
  const doubted = doubtedByChestGain(calibration, leads(1.6), {}, {});
  assert.ok(isUnsure(doubted.margin, 'pulse'), `${doubted.margin}`);
  assert.ok(doubtedByChestGain(calibration, leads(0.8), {}, {}).margin < doubted.margin);
  for (const told of [{ gainMmPerMv: 10 }, { chestGainMmPerMv: 10 }]) {
    assert.equal(doubtedByChestGain(calibration, leads(1.6), told, {}), calibration);
    assert.equal(doubtedByChestGain(calibration, leads(1.6), {}, told), calibration);
  }
  const byPulses = { ...calibration, chestGainMmPerMv: 5 };
  assert.equal(doubtedByChestGain(byPulses, leads(1.6), {}, {}), byPulses);
  const byOne = { ...byPulses, isChestByOnePulse: true };
  const [usual, half] = [1.6, 0.8].map((chestMv) => doubtedByChestGain(byOne, leads(chestMv), {}, {}).margin);
  assert.ok(isUnsure(usual!, 'pulse') && isUnsure(half!, 'pulse') && half! > usual!, `${usual} ${half}`);
});

test('limb leads alone and chest leads alone have one gain', () => {
  assert.equal(isChestGainOpen(calibration, LEADS, {}, {}), true);
  for (const alone of [LEADS.filter(isChestLead), LEADS.filter((lead) => !isChestLead(lead))])
    assert.equal(isChestGainOpen(calibration, alone, {}, {}), false);
});
