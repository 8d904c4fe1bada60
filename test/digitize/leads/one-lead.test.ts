import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evenRows } from '../../../functions/digitize/leads/even-rows.ts';
import { joinedRows } from '../../../functions/digitize/leads/going-on.ts';
import { isOneLead } from '../../../functions/digitize/leads/one-lead.ts';
import { synthesise } from '../../../synth/synthesise.ts';

const { leads } = synthesise({ seed: 5, durationS: 30, rhythm: 'sinus-arrhythmia', rateBpm: 71 });
const ROW = 5000;
const rowsOf = (mv: Float32Array) => [0, 1, 2].map((k) => mv.slice(k * ROW, (k + 1) * ROW));

test('rows that show the beats of one lead at other places are one lead that goes on', () => {
  assert.equal(isOneLead(rowsOf(leads.I)), true);
  assert.equal(isOneLead(rowsOf(leads.V2)), true);
  assert.equal(isOneLead(rowsOf(leads.I).slice(0, 1)), false);
});

test('rows of one lead are told in a rhythm so steady that beats nearly stand one below another, if they do not keep step', () => {
  const lead = synthesise({ seed: 5, durationS: 30, rhythm: 'sinus', rateBpm: 150 }).leads.I;
  const beat = lead.slice(0, 200);
  const row = (jitter: number) => {
    const mv = new Float32Array(ROW);
    for (let k = 0; k < 24; k++) mv.set(beat, 100 + 200 * k + Math.round(jitter * Math.sin(k * k)));
    return mv;
  };
  assert.equal(isOneLead([row(0), row(5), row(6)]), true);
  assert.equal(isOneLead([row(0), row(0), row(0)]), false);
  assert.equal(isOneLead([row(0), row(5)]), false);
});

test('small beats amid noise are those of one lead where no two rows have any at the same places', () => {
  const noise = (mv: Float32Array, row: number) =>
    mv.map((v, i) => 0.2 * v + 0.02 * Math.sin(i * (0.71 + 0.13 * row)) + 0.01 * Math.sin(i * (0.233 + 0.07 * row)));
  const apart = synthesise({ seed: 9, durationS: 30, rhythm: 'atrial-fibrillation', rateBpm: 97 }).leads;
  assert.equal(isOneLead(rowsOf(apart.I).map(noise)), true);
  assert.equal(isOneLead([apart.I, apart.V2, apart.V5].map((mv, row) => noise(mv.slice(0, ROW), row))), false);
});

test('rows of broad complexes, whose begin and end both pass for beats, are one lead where they agree moved along', () => {
  const dome = (t: number) => {
    const phase = ((t % 0.8) + 0.8) % 0.8;
    return phase < 0.02
      ? 25 * phase
      : phase < 0.3
        ? 0.5 + 0.4 * Math.sin((phase / 0.3) * Math.PI)
        : phase < 0.32
          ? 25 * (0.32 - phase)
          : 0;
  };
  const row = (startS: number) => Float32Array.from({ length: ROW / 2 }, (_, i) => dome(startS + i / 500));
  assert.equal(isOneLead([row(0), row(0.3), row(0.55)]), true);
  assert.equal(isOneLead([row(0), row(0.3), row(0.55).map((v) => 1.5 * v)]), false);
});

test('leads that were recorded together, however alike, and leads of different shape or height are several', () => {
  const first = (mv: Float32Array) => mv.slice(0, ROW);
  assert.equal(isOneLead([first(leads.I), first(leads.I), first(leads.I)]), false);
  assert.equal(isOneLead([first(leads.V4), first(leads.V5), first(leads.V6)]), false);
  const [one = leads.I, two = leads.I] = rowsOf(leads.I);
  assert.equal(isOneLead([one, two.map((v) => 2 * v)]), false);
  assert.equal(isOneLead([one, leads.V1.slice(ROW, 2 * ROW)]), false);
});

test('rows stand evenly, on squares of the grid where they nearly do', () => {
  assert.deepEqual(evenRows([30.2, 69.9, 110.2]).map(Math.round), [30, 70, 110]);
  const [a = 0, b = 0, c = 0] = evenRows([30, 67.1, 103.9]);
  assert.ok(Math.abs(b - a - 36.95) < 1e-9 && Math.abs(c - b - 36.95) < 1e-9, `${a} ${b} ${c}`);
  assert.deepEqual(evenRows([30, 60, 100]), [30, 60, 100]);
});

test('rows keep the time they were recorded over, and only the last may end early', () => {
  const [first = leads.I, second = leads.I, third = leads.I] = rowsOf(leads.I);
  const cut = first.slice().fill(Number.NaN, 4800);
  const joined = joinedRows([cut, second, third.slice(0, 3210)]);
  assert.equal(joined.length, 2 * ROW + 3210);
  assert.equal(joined[ROW + 100], second[100]);
  assert.ok(Number.isNaN(joined[4900]));
  assert.equal(joinedRows([first.slice(0, 4995), second, third]).length, 3 * ROW);
  // A scale that is one percent off along the paper.
  const long = Float32Array.from({ length: 5050 }, (_, i) => i / 5049);
  const stretched = joinedRows([long, long]);
  assert.equal(stretched.length, 2 * ROW);
  assert.ok(Math.abs((stretched[2500] ?? 0) - 0.5) < 1e-3);
});
