import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limbResidual } from '../../../functions/digitize/layout/limb-leads.ts';
import { rowOffsets, type SignalOfRow } from '../../../functions/digitize/leads/row-offsets.ts';
import { shifted } from '../../../functions/digitize/leads/row-skew.ts';
import { syntheticLeads } from '../drawn-page.ts';

const leads = syntheticLeads();
const ROWS = [
  ['I', 'aVR', 'V1'],
  ['II', 'aVL', 'V2'],
  ['III', 'aVF', 'V3'],
] as const;
const COLUMN_SAMPLES = 1250;

/** Columns of leads as read off a page whose rows stand so many samples late. */
function readLate(late: readonly number[]): SignalOfRow[] {
  return ROWS.flatMap((leadsOfRow, row) =>
    leadsOfRow.map((lead, column): SignalOfRow => {
      const from = column * COLUMN_SAMPLES;
      const mv = shifted(leads[lead].slice(from, from + COLUMN_SAMPLES), () => -(late[row] ?? 0));
      return { lead, sign: 1, column, row, heightMm: 20 + 25 * row, startS: column * 2.5, mv };
    }),
  );
}

test('a row that stands out of step by itself is found, though its neighbours are in step', () => {
  const signals = readLate([0, 3, 0]);
  const found = rowOffsets(signals);
  assert.ok(found);
  const [upper, middle, lower] = [0, 1, 2].map((row) => found.get(row) ?? Number.NaN) as [number, number, number];
  assert.ok(Math.abs(middle - upper - 3) < 0.2, `${middle - upper} for 3 samples`);
  assert.ok(Math.abs(lower - upper) < 0.2, `${lower - upper} for none`);
  assert.ok(Math.abs(upper + middle + lower) < 1e-9, 'the page as a whole stays where it is');
  const column = signals.filter((one) => one.column === 1);
  const back = column.map((one) => ({ ...one, mv: shifted(one.mv, () => found.get(one.row) ?? 0) }));
  assert.ok((limbResidual(back) ?? 1) < 0.1 * (limbResidual(column) ?? 0));
});

test('rows in step, rows far out of step, and leads that owe one another nothing have no offsets', () => {
  assert.equal(rowOffsets(readLate([0, 0, 0])), null);
  assert.equal(rowOffsets(readLate([0, 60, 0])), null);
  assert.equal(rowOffsets(readLate([0, 3, 0]).filter(({ column }) => column === 2)), null);
});
