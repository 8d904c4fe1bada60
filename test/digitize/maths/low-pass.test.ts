import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lowPass } from '../../../functions/digitize/maths/low-pass.ts';

const wave = (frequency: number, n = 400) =>
  Float32Array.from({ length: n }, (_, k) => Math.sin(2 * Math.PI * frequency * k));

/** Amplitude of what is left of a wave away from the ends. */
function left(frequency: number, cutoff: number): number {
  const y = wave(frequency);
  lowPass(y, cutoff);
  return Math.sqrt(2 * y.subarray(100, 300).reduce((sum, v) => sum + (v * v) / 200, 0));
}

test('a wave well below the cut-off stays, one at it is halved, one well above it goes', () => {
  assert.ok(left(0.05, 0.2) > 0.99);
  assert.ok(Math.abs(left(0.2, 0.2) - 0.5) < 0.02);
  assert.ok(left(0.4, 0.2) < 0.06);
});

test('a parabola stays what it is up to its ends, and nothing is shifted', () => {
  const y = Float32Array.from({ length: 60 }, (_, k) => 0.01 * (k - 20) ** 2 + k);
  const before = y.slice();
  lowPass(y, 0.05);
  for (let k = 0; k < y.length; k++) assert.ok(Math.abs((y[k] as number) - (before[k] as number)) < 1e-3);
});

test('missing samples stay missing, and both sides are smoothed apart', () => {
  const y = new Float32Array(100).fill(1);
  y.fill(5, 51);
  y[50] = Number.NaN;
  lowPass(y, 0.05);
  assert.ok(Number.isNaN(y[50]));
  assert.ok(Math.abs((y[49] as number) - 1) < 1e-4 && Math.abs((y[51] as number) - 5) < 1e-4);
});

test('nothing is done from half a cycle a sample on', () => {
  const y = wave(0.45);
  const before = y.slice();
  lowPass(y, 0.5);
  assert.deepEqual(y, before);
});
