import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrangeLeads, rateHz } from '../../functions/console/src/trace/arrange-leads.ts';

const RATE_HZ = 100;
const ROW_MM = 30;
const MM_PER_S = 25;
const NAMES = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];

const trace = (lead: string, startS: number, seconds: number) => ({
  lead,
  startS,
  durationS: seconds,
  quality: 1,
  mv: new Array<number>(Math.round(seconds * RATE_HZ)).fill(0),
});

/** Twelve leads in columns of `high`, a rhythm strip of lead II, ten seconds in all. */
function sheetOf(high: number, seconds: number) {
  const waveform = {
    sampleRateHz: RATE_HZ,
    layout: null,
    durationS: 10,
    speedMmPerS: 25,
    gainMmPerMv: 10,
    qualityScore: 1,
    qualityReasons: [],
    leads: NAMES.map((lead, k) => trace(lead, Math.floor(k / high) * seconds, seconds)).reverse(),
    rhythm: [trace('II', 0, 10)],
  };
  return arrangeLeads(waveform, MM_PER_S, ROW_MM);
}

for (const [high, seconds] of [
  [3, 2.5],
  [6, 5],
  [2, 10 / 6],
] as const) {
  test(`columns of ${high} leads stand where their time is, and none runs into another`, () => {
    const { leads, heightMm } = sheetOf(high, seconds);
    assert.deepEqual(
      leads.map(({ trace: { lead } }) => lead),
      [...NAMES, 'II'],
    );
    for (const one of leads) {
      for (const other of leads) {
        if (one === other || one.baselineMm !== other.baselineMm) continue;
        const [first, second] = one.xMm < other.xMm ? [one, other] : [other, one];
        assert.ok(first.xMm + first.widthMm <= second.xMm + 0.5, `${first.trace.lead} runs into ${second.trace.lead}`);
      }
    }
    assert.equal(heightMm, (high + 1) * ROW_MM + 20);
  });
}

test('leads that run the whole recording have a row each', () => {
  const { leads } = sheetOf(12, 10);
  assert.equal(new Set(leads.map(({ baselineMm }) => baselineMm)).size, 13);
});

/** Half a minute of lead I, thinned to fewer samples than it was recorded with. */
const LONG = { ...trace('I', 0, 30), mv: Array.from({ length: 1200 }, (_, i) => i) };

test('one long lead goes on from row to row, each as wide as its seconds however the server thinned it', () => {
  const waveform = {
    sampleRateHz: 500,
    layout: '1x1',
    durationS: 30,
    speedMmPerS: 25,
    gainMmPerMv: 10,
    qualityScore: 1,
    qualityReasons: [],
    leads: [LONG],
    rhythm: [],
  };
  const { leads, widthMm } = arrangeLeads(waveform, MM_PER_S, ROW_MM);
  assert.deepEqual(
    leads.map(({ trace: { startS, mv } }) => [startS, mv[0], mv.length]),
    [
      [0, 0, 400],
      [10, 400, 400],
      [20, 800, 400],
    ],
  );
  assert.equal(new Set(leads.map(({ xMm }) => xMm)).size, 1);
  assert.ok(leads.every((lead) => Math.abs(lead.widthMm - 250) < 1e-9 && rateHz(lead.trace) === 40));
  assert.ok(widthMm < 300);
  const two = arrangeLeads({ ...waveform, leads: [LONG, { ...LONG, lead: 'II' }] }, MM_PER_S, ROW_MM);
  assert.deepEqual(
    two.leads.map((lead) => lead.widthMm),
    [750, 750],
  );
});
