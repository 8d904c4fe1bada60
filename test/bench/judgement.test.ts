import assert from 'node:assert/strict';
import { test } from 'node:test';
import { einthovenResidual } from '../../bench/digitize/limb-law.ts';
import { scoreLead } from '../../bench/digitize/metrics.ts';
import { isGood, reliabilityOf } from '../../bench/digitize/reliability.ts';
import { rightlyNamed } from '../../bench/digitize/right-name.ts';
import type { Lead } from '../../functions/leads.ts';
import { synthesise } from '../../synth/synthesise.ts';
import { beats } from './beats.ts';

test('Einthoven: II a fifth too small beside a lone I leaves a fifth, on the common part of the clock', () => {
  const one = Float32Array.from(beats(2000));
  const two = one.subarray(250, 1500).map((v) => 0.8 * v + 0.4);
  const leads = {
    I: { startS: 0, mv: one },
    II: { startS: 0.5, mv: two },
    III: { startS: 0, mv: new Float32Array(2000) },
  };
  assert.ok(Math.abs(einthovenResidual(leads) - 0.2) < 1e-4);
  assert.ok(Number.isNaN(einthovenResidual({ ...leads, III: null })));
  const ecg = synthesise({ seed: 3 }).leads;
  const whole = (lead: Lead) => ({ startS: 0, mv: ecg[lead] });
  assert.ok(einthovenResidual({ I: whole('I'), II: whole('II'), III: whole('III') }) < 1e-5);
});

test('a lead under another lead’s name is told, and so is one that the page does not show then', () => {
  const ecg = synthesise({ seed: 4 }).leads;
  const truth = new Map<Lead, Float64Array>(
    (['I', 'aVR', 'V1', 'V4'] as const).map((lead) => [lead, Float64Array.from(ecg[lead])]),
  );
  const named = (drawn: Lead, name: Lead) => {
    const found = { startS: 2.5, mv: ecg[drawn].subarray(1252, 2500) };
    const own = truth.get(name);
    return rightlyNamed(found, own ? scoreLead(found.mv, found.startS, own) : null, name, truth);
  };
  assert.equal(named('V1', 'V1'), true);
  assert.equal(named('V4', 'V1'), false);
  assert.equal(named('I', 'aVR'), false);
  assert.equal(named('V6', 'V6'), false);
});

test('quality of 0.95 on leads of which half are good is off by 0.45', () => {
  const judged = [true, false, true, false].map((good) => ({ quality: 0.95, good }));
  const { bins, calibrationError } = reliabilityOf([
    ...judged,
    { quality: 0.3, good: false },
    { quality: 1, good: true },
  ]);
  assert.deepEqual(
    bins.map(({ from, leads }) => [from, leads]),
    [
      [0.3, 1],
      [0.9, 5],
    ],
  );
  assert.ok(Math.abs(bins[1]!.good - 0.6) < 1e-12);
  assert.ok(Math.abs(calibrationError - (0.3 + 5 * (0.96 - 0.6)) / 6) < 1e-12);
});

test('good is r ≥ 0.95 and ≥ 12 dB', () => {
  assert.equal(isGood({ r: 0.95, snrDb: 12 }), true);
  assert.equal(isGood({ r: 0.949, snrDb: 20 }), false);
  assert.equal(isGood({ r: 0.99, snrDb: 11.9 }), false);
  assert.equal(isGood(null), false);
});
