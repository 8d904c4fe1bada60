import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NamedBlock } from '../../../functions/digitize/layout/lead-names.ts';
import { rebuiltLimbs } from '../../../functions/digitize/leads/rebuilt-limbs.ts';
import type { Lead } from '../../../functions/leads.ts';
import { synthesise } from '../../../synth/synthesise.ts';

const { leads, truth } = synthesise({ seed: 5 });
const peakOf = (beat: number) => Math.round((truth.beats[beat]?.qrs.peakS ?? 0) * 500);
const COLUMN = 1250;
const LIMBS = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF'] as const;
/** The column begins with one beat and holds another, samples. */
const FROM = peakOf(2) - 20;
const AMID = peakOf(3) - FROM;

/** Limb leads of a column as read off a page, changed by `change`. */
function column(names: readonly Lead[], change: (lead: Lead, mv: Float32Array) => void): NamedBlock[] {
  return names.map((lead) => {
    const mv = Float32Array.from(leads[lead].subarray(FROM, FROM + COLUMN));
    change(lead, mv);
    return { lead, sign: 1, block: { startS: 0, mv, rhythm: false, reading: { column: 0 } } } as unknown as NamedBlock;
  });
}

/** The largest error of a lead, mV. */
function errorOf({ lead, block }: NamedBlock): number {
  return block.mv.reduce((most, mv, k) => Math.max(most, Math.abs(mv - (leads[lead][FROM + k] as number))), 0);
}

/** Flattens a wave to what it began at, as where its strokes were erased. */
const erase = (mv: Float32Array, from: number, to: number) => mv.fill(mv[from] as number, from, to);

test('a wave that was erased from one of three limb leads is what the other two and its other beats say', () => {
  for (const [from, to] of [
    [AMID - 20, AMID + 25],
    [0, 45],
  ] as const) {
    const read = column(['I', 'II', 'III'], (lead, mv) => {
      if (lead === 'II') erase(mv, from, to);
    });
    assert.ok(errorOf(read[1]!) > 0.4, `${errorOf(read[1]!)}`);
    const { blocks: rebuilt, reasons } = rebuiltLimbs(read);
    assert.deepEqual(reasons, ['A part of lead II is concluded from the other limb leads.']);
    assert.ok(errorOf(rebuilt[1]!) < 0.1, `${errorOf(rebuilt[1]!)} from ${from}`);
    assert.equal(rebuilt[0], read[0]);
    assert.equal(rebuilt[2], read[2]);
  }
});

test('so is one of six, and one that is drawn upside down', () => {
  const read = column(LIMBS, (lead, mv) => {
    if (lead !== 'aVR') return;
    mv.set(mv.map((value) => -value));
    erase(mv, AMID - 20, AMID + 25);
  }).map((named) => (named.lead === 'aVR' ? { ...named, sign: -1 as const } : named));
  const rebuilt = rebuiltLimbs(read).blocks[3]!;
  assert.ok(errorOf({ ...rebuilt, block: { ...rebuilt.block, mv: rebuilt.block.mv.map((mv) => -mv) } }) < 0.1);
});

test('a stray stroke at the end of a lead goes where the others end earlier, as rows that were moved into step do', () => {
  // The column ends within a beat.
  const cut = peakOf(4) - FROM + 8;
  const read = column(['I', 'II', 'III'], (lead, mv) => {
    if (lead === 'I') mv.fill(Number.NaN, cut - 3);
    if (lead === 'III') for (let k = cut - 12; k < cut; k++) mv[k] = (mv[k] as number) - 0.25 * (k - cut + 13);
  }).map((named) => ({ ...named, block: { ...named.block, mv: named.block.mv.subarray(0, cut) } }));
  const [one, two, three] = rebuiltLimbs(read).blocks;
  assert.deepEqual([one, two], read.slice(0, 2));
  const last = three!.block.mv.subarray(cut - 12);
  assert.ok(last.subarray(0, 9).every((mv, k) => Math.abs(mv - (leads.III[FROM + cut - 12 + k] as number)) < 0.1));
  assert.ok(last.subarray(9).every(Number.isNaN), 'nothing says what it must have shown');
});

test('leads that agree, that never do, and contradictions that no other beat settles stay', () => {
  for (const change of [
    () => {},
    (lead: Lead, mv: Float32Array) => {
      if (lead === 'I') for (let k = 0; k < mv.length; k++) mv[k] = (mv[k] as number) + 0.5 * Math.sin(k / 15);
    },
    // All three rows show something of their own there.
    (lead: Lead, mv: Float32Array) => {
      const height = lead === 'I' ? 1.5 : lead === 'II' ? -2 : 2.5;
      for (let k = 300; k < 340; k++) mv[k] = (mv[k] as number) + height * Math.sin((k - 300) / 6);
    },
  ]) {
    const read = column(['I', 'II', 'III'], change);
    const { blocks, reasons } = rebuiltLimbs(read);
    assert.deepEqual(reasons, []);
    for (const [i, named] of blocks.entries()) assert.equal(named, read[i]);
  }
});
