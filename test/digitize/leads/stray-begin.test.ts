import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NamedBlock } from '../../../functions/digitize/layout/lead-names.ts';
import { withoutStrayBegin } from '../../../functions/digitize/leads/stray-begin.ts';
import type { Lead } from '../../../functions/leads.ts';
import { synthesise } from '../../../synth/synthesise.ts';

const { leads } = synthesise({ seed: 5 });

/** The limb leads of a column as read off a page from a sample on, changed by `change`. */
function column(from: number, change: (lead: Lead, mv: Float32Array) => void): NamedBlock[] {
  return (['I', 'II', 'III'] as const).map((lead) => {
    const mv = Float32Array.from(leads[lead].subarray(from, from + 1250));
    change(lead, mv);
    return { lead, sign: 1, block: { startS: 0, mv, rhythm: false, reading: { column: 0 } } } as unknown as NamedBlock;
  });
}
const blanks = (blocks: readonly NamedBlock[]) =>
  blocks.map(({ block }) => block.mv.findIndex((v) => !Number.isNaN(v)));

test('the rest of a pulse before one of three limb leads is left out of all three', () => {
  const withPulse = column(0, (lead, mv) => {
    if (lead === 'II') for (let k = 0; k < 25; k++) mv[k] = mv[k]! + 1 - k / 25;
  });
  const found = blanks(withoutStrayBegin(withPulse));
  assert.ok(
    found.every((blank) => blank > 15 && blank < 30),
    `${found}`,
  );
});

test('leads that agree, that never do, and contradictions as long as a wave stay', () => {
  for (const kept of [
    column(0, () => {}),
    column(0, (lead, mv) => {
      if (lead === 'I') for (let k = 0; k < mv.length; k++) mv[k] = mv[k]! + 0.5 * Math.sin(k / 15);
    }),
    column(0, (lead, mv) => {
      if (lead === 'II') for (let k = 0; k < 55; k++) mv[k] = mv[k]! + 1;
    }),
  ])
    assert.deepEqual(blanks(withoutStrayBegin(kept)), [0, 0, 0]);
});

test('a beat on rows that are out of step stays', () => {
  const beat = column(0, (lead, mv) => {
    const height = { I: 1, II: 1.6, III: 0.6 }[lead as 'I' | 'II' | 'III'];
    const late = lead === 'III' ? 6 : 0;
    mv.fill(0);
    for (let k = 0; k < 25; k++) mv[k + late] = height * Math.max(0, 1 - Math.abs(k - 8) / 8);
  });
  const contradicts = beat
    .map(({ block }) => block.mv)
    .reduce((most, _, __, [i, ii, iii]) => {
      const off = i!.map((v, k) => Math.abs(v + iii![k]! - ii![k]!));
      return Math.max(most, ...off);
    }, 0);
  assert.ok(contradicts > 0.25, `${contradicts} mV`);
  assert.deepEqual(blanks(withoutStrayBegin(beat)), [0, 0, 0]);
});

test('a contradiction within a beat like the later ones stays, and is blanked where none is like it', () => {
  const beats = (at: readonly number[]) =>
    column(0, (lead, mv) => {
      const height = { I: 0.6, II: 0.9, III: 0.3 }[lead as 'I' | 'II' | 'III'];
      mv.fill(0);
      const peak = (k: number, middle: number) => Math.max(0, 1 - Math.abs(k - middle) / 5);
      for (const from of at) for (let k = 0; k < 25; k++) mv[from + k] = height * (peak(k, 8) - 0.8 * peak(k, 18));
      if (lead === 'III') mv[19] = mv[19]! - 0.7;
    });
  assert.deepEqual(blanks(withoutStrayBegin(beats([0, 400, 800]))), [0, 0, 0]);
  const alone = blanks(withoutStrayBegin(beats([0])));
  assert.ok(
    alone.every((blank) => blank > 12 && blank < 30),
    `${alone}`,
  );
});
