import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Digitized } from '../../functions/digitize/types.ts';
import { perLead } from '../../functions/leads.ts';
import { pageSignals } from '../../functions/measure/page-signals.ts';

const block = (startS: number, value: number, samples = 1250) => ({
  startS,
  mv: new Float32Array(samples).fill(value),
});

function page(parts: Pick<Digitized, 'leads' | 'rhythm'>): Digitized {
  return {
    page: 0,
    layout: '3x4+1',
    sampleRateHz: 500,
    calibration: { speedMmPerS: 25, gainMmPerMv: 10, pitchPx: { x: 8, y: 8 }, source: 'grid' },
    scaleMargin: null,
    quality: { score: 1, leads: {}, reasons: [] },
    geometry: { mmToPx: [1, 0, 0, 0, 1, 0, 0, 0, 1], quarterTurns: 0, pitchPx: { x: 8, y: 8 }, angleDeg: 0 },
    traces: [],
    timings: { decodeMs: 0, pageMs: 0, totalMs: 0 },
    ...parts,
  };
}

test('every lead stands at its own place on a clock of ten seconds, and nothing is invented beside it', () => {
  const { leads } = pageSignals(page({ leads: perLead((_, k) => block(2.5 * Math.floor(k / 3), k)), rhythm: [] }));
  assert.equal(leads.V1.length, 5000);
  assert.ok(Number.isNaN(leads.V1[2499]));
  assert.equal(leads.V1[2500], 6);
  assert.equal(leads.V1[3749], 6);
  assert.ok(Number.isNaN(leads.V1[3750]));
});

test('the rhythm strip fills what its lead leaves open', () => {
  const { leads } = pageSignals(
    page({
      leads: perLead((lead) => (lead === 'II' ? block(0, 1) : null)),
      rhythm: [{ lead: 'II', ...block(0, 2, 5000) }],
    }),
  );
  assert.equal(leads.II[100], 1);
  assert.equal(leads.II[1250], 2);
  assert.equal(leads.II[4999], 2);
  assert.ok(
    leads.I.every((value) => Number.isNaN(value)),
    'a lead that is not on the page stays empty',
  );
});

test('a strip longer than ten seconds makes the clock longer', () => {
  const { leads } = pageSignals(page({ leads: perLead(() => null), rhythm: [{ lead: 'V1', ...block(0, 1, 6000) }] }));
  assert.equal(leads.aVF.length, 6000);
});
