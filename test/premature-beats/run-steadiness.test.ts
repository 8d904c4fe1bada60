import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rhythmStreaks } from '../../functions/infer/premature-beats/rhythm-streaks.ts';
import { inSteadyRun } from '../../functions/infer/premature-beats/run-steadiness.ts';
import type { Beat } from '../../functions/measure/types.ts';

function beatsOf(intervalsS: readonly number[]): Beat[] {
  let at = 1;
  const waves = { pOnsetS: null, pOffsetS: null, qrsOnsetS: null, qrsOffsetS: null, tOnsetS: null, tPeakS: null };
  return [0, ...intervalsS].map((s) => {
    at += s;
    return { rPeakS: at, group: 0, ...waves, tOffsetS: null };
  });
}

function steady(intervalsS: readonly number[]): boolean[] {
  const beats = beatsOf(intervalsS);
  return inSteadyRun(beats, rhythmStreaks(beats));
}

const sinus = Array.from({ length: 20 }, () => 0.85);

test('the beats of a steady tachycardia are in a steady run, those of the rhythm before it are not', () => {
  const flags = steady([...sinus, ...Array.from({ length: 20 }, (_, k) => 0.45 + 0.004 * (k % 2))]);
  assert.ok(flags.slice(0, 20).every((flag) => !flag));
  assert.ok(flags.slice(24, 40).every(Boolean));
});

test('fast beats of changing intervals, as in fibrillation, are no steady run', () => {
  const flags = steady([...sinus, ...Array.from({ length: 20 }, (_, k) => 0.42 + 0.05 * (k % 3))]);
  assert.ok(flags.every((flag) => !flag));
});

test('a single early beat is no run', () => {
  assert.ok(steady([...sinus, 0.5, 1.1, ...sinus]).every((flag) => !flag));
});
