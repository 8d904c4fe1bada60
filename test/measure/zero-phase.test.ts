import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resample } from '../../functions/measure/resample.ts';
import { bridgeShortGaps, validRuns } from '../../functions/measure/runs.ts';
import { butterworth, zeroPhase } from '../../functions/measure/zero-phase.ts';

const sine = (hz: number, rate: number, n: number) =>
  Float32Array.from({ length: n }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate));

test('a wave inside the band keeps its height and its place', () => {
  const x = sine(10, 500, 2000);
  const y = zeroPhase(x, [butterworth('highpass', 0.5, 500), butterworth('lowpass', 40, 500)], 500);
  for (let i = 400; i < 1600; i++) assert.ok(Math.abs((y[i] as number) - (x[i] as number)) < 0.03, `sample ${i}`);
});

test('a slow wander is taken away', () => {
  const y = zeroPhase(sine(0.1, 500, 10_000), [butterworth('highpass', 0.5, 500)], 500);
  assert.ok(Math.max(...y.subarray(1000, 9000)) < 0.02);
});

test('what is missing stays missing and does not reach its neighbours', () => {
  const x = sine(8, 500, 3000).fill(Number.NaN, 1000, 1500);
  const y = zeroPhase(x, [butterworth('lowpass', 40, 500)], 500);
  assert.deepEqual(validRuns(y), [
    { from: 0, to: 1000 },
    { from: 1500, to: 3000 },
  ]);
});

test('a short gap is drawn straight, a long one is left', () => {
  const x = Float32Array.of(0, Number.NaN, Number.NaN, 3, Number.NaN, Number.NaN, Number.NaN, 1);
  const y = bridgeShortGaps(x, 2);
  assert.deepEqual([...y.subarray(0, 4)], [0, 1, 2, 3]);
  assert.ok(Number.isNaN(y[5]));
});

test('resampling from 360 to 250 Hz keeps a wave of 12 Hz', () => {
  const y = resample(sine(12, 360, 3600), 360, 250);
  const expected = sine(12, 250, y.length);
  assert.equal(y.length, 2500);
  for (let i = 5; i < y.length - 5; i++) assert.ok(Math.abs((y[i] as number) - (expected[i] as number)) < 0.01, `${i}`);
});
