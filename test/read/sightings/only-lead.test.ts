import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findOnlyLead } from '../../../functions/read/sightings/only-lead.ts';

test('the lead that a line of print says was recorded is read, strokes taken for other letters too', () => {
  assert.equal(findOnlyLead('25 mm/s, 10 mm/mV, Lead I, 512Hz'), 'I');
  assert.equal(findOnlyLead('25 mm/s 10 mm/mV Lead l, 512Hz'), 'I');
  assert.equal(findOnlyLead('Lead |l 300 Hz'), 'II');
  assert.equal(findOnlyLead('10 mm/mV, Ableitung: aVF'), 'aVF');
  assert.equal(findOnlyLead('Dérivation V1'), 'V1');
});

test('other lines name none', () => {
  for (const text of ['similar to a leading ECG', 'Lead 12', 'lead Iron', '12-lead ECG', 'Leads I, II'])
    assert.equal(findOnlyLead(text), null, text);
});
