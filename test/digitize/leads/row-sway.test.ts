import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limbResidual } from '../../../functions/digitize/layout/limb-leads.ts';
import { inStep, type NamedSignal } from '../../../functions/digitize/leads/row-skew.ts';
import { rowSway } from '../../../functions/digitize/leads/row-sway.ts';
import { syntheticLeads } from '../drawn-page.ts';

const leads = syntheticLeads();
const ROWS = [
  ['I', 'aVR'],
  ['II', 'aVL'],
  ['III', 'aVF'],
] as const;
const HEIGHTS_MM = [20, 45, 70];
const COLUMN_S = 2.5;

/** Two columns of limb leads as read off a page whose rows are out of step by `skewAt` samples a mm at that time. */
function readSwayed(skewAt: (timeS: number) => number): NamedSignal[] {
  return ROWS.flatMap((row, r) =>
    row.map((lead, column): NamedSignal => {
      const startS = column * COLUMN_S;
      const heightMm = HEIGHTS_MM[r] ?? 0;
      const mv = Float32Array.from({ length: COLUMN_S * 500 }, (_, i) => {
        const late = skewAt(startS + i / 500) * (heightMm - 45);
        const at = startS * 500 + i - late;
        const k = Math.floor(at);
        const [a, b] = [leads[lead][k] ?? Number.NaN, leads[lead][k + 1] ?? Number.NaN];
        return a + (at - k) * (b - a);
      });
      return { lead, sign: 1, column, heightMm, startS, mv };
    }),
  );
}

const residualOf = (signals: readonly NamedSignal[], column: number) =>
  limbResidual(signals.filter((one) => one.column === column)) ?? 1;

test('rows that are askew in one column only are put into step there, and stay as they are in the other', () => {
  const signals = readSwayed((timeS) => (timeS > COLUMN_S ? 0.1 : 0));
  const sway = rowSway(signals);
  assert.ok(sway);
  assert.ok(Math.abs(sway(0.6)) < 0.03, `${sway(0.6)} at the start`);
  assert.ok(Math.abs(sway(4) - 0.1) < 0.03, `${sway(4)} in the second column`);
  assert.equal(sway(9), sway(2 * COLUMN_S));
  const after = inStep(signals, sway);
  assert.ok(residualOf(after, 1) < 0.3 * residualOf(signals, 1));
});

test('rows in step, and leads that never agree, have no sway', () => {
  assert.equal(rowSway(readSwayed(() => 0)), null);
  const late = ({ mv }: NamedSignal) => mv.map((_, i) => mv[(i + 170) % mv.length] ?? Number.NaN);
  const wrong = readSwayed(() => 0.1).map((one) =>
    one.lead === 'II' || one.lead === 'aVL' ? { ...one, mv: late(one) } : one,
  );
  assert.equal(rowSway(wrong), null);
});
