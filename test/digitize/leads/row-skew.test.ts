import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inStep, rowSkew } from '../../../functions/digitize/leads/row-skew.ts';
import { syntheticLeads } from '../drawn-page.ts';

const leads = syntheticLeads();
const HEIGHTS_MM = { I: 20, II: 45, III: 70 };

/** The limb leads of a column as read off a page on which every mm further down is `skew` samples later. */
function readAskew(skew: number) {
  return (['I', 'II', 'III'] as const).map((lead) => {
    const late = Math.round(skew * (HEIGHTS_MM[lead] - HEIGHTS_MM.II));
    const mv = leads[lead].map((_, i) => leads[lead][i - late] ?? Number.NaN);
    return { lead, sign: 1 as const, column: 0, heightMm: HEIGHTS_MM[lead], startS: 0, mv };
  });
}

test('rows that stand askew are found by what the limb leads owe each other, and moved back into step', () => {
  const signals = readAskew(0.2);
  const skew = rowSkew(signals);
  assert.ok(Math.abs(skew - 0.2) < 0.03, String(skew));
  const straight = inStep(signals, () => skew);
  const middle = leads.I.length >> 1;
  for (let i = middle - 200; i < middle + 200; i++)
    assert.ok(Math.abs((straight[0]?.mv[i] ?? 9) - (leads.I[i] ?? 0)) < 0.15, `sample ${i}`);
});

test('rows in step stay as they are', () => {
  assert.equal(rowSkew(readAskew(0)), 0);
});

test('leads that never agree say nothing of skew', () => {
  const [one, two, three] = readAskew(0);
  assert.ok(one && two && three);
  assert.equal(
    rowSkew([
      { ...one, lead: 'III' },
      { ...two, lead: 'I' },
      { ...three, lead: 'II' },
    ]),
    0,
  );
});
