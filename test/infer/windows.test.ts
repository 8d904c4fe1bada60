import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterLeads, networkWindow } from '../../functions/infer/signal/network-window.ts';
import { voltageKnown } from '../../functions/infer/signal/voltage.ts';
import { acrossWindows, windowStarts } from '../../functions/infer/windows.ts';
import { perLead } from '../../functions/leads.ts';
import { synthesise } from '../../synth/synthesise.ts';

test('ten seconds are one window; longer recordings are covered to their end', () => {
  assert.deepEqual(windowStarts(250), [0]);
  assert.deepEqual(windowStarts(1000), [0]);
  assert.deepEqual(windowStarts(1040), [0]);
  assert.deepEqual(windowStarts(1300), [0, 300]);
  assert.deepEqual(windowStarts(2500), [0, 1000, 1500]);
});

test('a single window is its own answer', () => {
  assert.equal(acrossWindows([0.4]), 0.4);
  assert.equal(acrossWindows([0.1, 0.9, 0.2]), 0.9);
});

test('leads that were scaled one by one are found out: their voltages are unknown', () => {
  const { leads } = synthesise({ seed: 5, durationS: 10, axisDeg: 20 });
  const known = (scale: (index: number) => number) => {
    const scaled = perLead((lead, index) => leads[lead].map((mv) => mv * scale(index)));
    const filtered = filterLeads({ sampleRateHz: 500, leads: scaled });
    return voltageKnown(filtered, 0, networkWindow(filtered, 0));
  };
  const { sdMv } = networkWindow(filterLeads({ sampleRateHz: 500, leads }), 0);
  assert.equal(
    known(() => 1),
    true,
  );
  assert.equal(
    known((index) => 1 / (sdMv[index] ?? 1)),
    false,
  );
  assert.equal(
    known((index) => (index === 2 ? 4 : 1)),
    false,
  );
  assert.equal(
    known(() => 8),
    false,
  );
});
