import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mean, percentile, scoreLead } from '../../bench/digitize/metrics.ts';
import { seededRandom } from '../../synth/random.ts';
import { beats } from './beats.ts';

const TRUTH = beats(5000);
const close = (got: number, expected: number, within: number) =>
  assert.ok(Math.abs(got - expected) <= within, `${got}, expected ${expected}`);

test('the truth itself scores the ceiling of 90 dB', () => {
  const score = scoreLead(Float32Array.from(TRUTH), 0, TRUTH)!;
  close(score.snrDb, 90, 0.01);
  close(score.r, 1, 1e-9);
  close(score.gainError, 0, 1e-6);
  assert.equal(score.lagMs, 0);
  assert.equal(score.missingShare, 0);
});

test('a tenth too small and off by 3 mV is 20 dB with r 1, gain −10 % and the RMS that follows', () => {
  const score = scoreLead(
    Float32Array.from(TRUTH.subarray(1000, 3000), (v) => 0.9 * v + 3),
    2,
    TRUTH,
  )!;
  const shown = [...TRUTH.subarray(1000, 3000)];
  const rms = Math.sqrt(mean(shown.map((v) => (v - mean(shown)) ** 2)));
  close(score.snrDb, 20, 0.01);
  close(score.r, 1, 1e-6);
  close(score.gainError, -0.1, 1e-5);
  close(score.rmseUv, 100 * rms, 0.1);
});

test('noise costs what its power says', () => {
  const random = seededRandom(1);
  const noise = TRUTH.map(() => 0.05 * random.normal());
  const score = scoreLead(
    Float32Array.from(TRUTH, (v, i) => v + noise[i]!),
    0,
    TRUTH,
  )!;
  const power = (values: Float64Array) => {
    const middle = mean([...values]);
    return values.reduce((sum, v) => sum + (v - middle) ** 2, 0);
  };
  close(score.snrDb, 10 * Math.log10(power(TRUTH) / power(noise)), 0.001);
  close(score.errorPower, power(noise), 1e-3);
  close(score.signalPower, power(TRUTH), 1e-6);
});

test('an estimate that shows everything 40 ms too soon has that lag and loses nothing else', () => {
  const score = scoreLead(Float32Array.from(TRUTH.subarray(520, 1770)), 1, TRUTH)!;
  assert.equal(score.lagMs, 40);
  close(score.snrDb, 90, 0.1);
});

test('missing samples are bridged by straight lines and counted', () => {
  const ramp = Float64Array.from({ length: 1000 }, (_, i) => i / 1000);
  const score = scoreLead(
    Float32Array.from(ramp, (v, i) => (i % 10 === 5 ? Number.NaN : v)),
    0,
    ramp,
  )!;
  close(score.missingShare, 0.1, 1e-9);
  assert.ok(score.snrDb > 80);
});

test('there is no score where the truth shows less than four fifths of it, or too little was read', () => {
  const clock = new Float64Array(5000).fill(Number.NaN);
  clock.set(TRUTH.subarray(0, 1250));
  assert.equal(scoreLead(Float32Array.from(TRUTH.subarray(0, 1250)), 1.5, clock), null);
  const empty = new Float32Array(1250).fill(Number.NaN);
  assert.equal(scoreLead(empty, 0, TRUTH), null);
});

test('a level line has no correlation', () => {
  assert.ok(Number.isNaN(scoreLead(new Float32Array(1250), 0, TRUTH)!.r));
});

test('percentiles lie on straight lines between the values and means leave out what is missing', () => {
  assert.equal(percentile([4, 1, 3, 2], 50), 2.5);
  close(percentile([4, 1, 3, 2], 5), 1.15, 1e-12);
  assert.equal(mean([1, Number.NaN, 3]), 2);
  assert.ok(Number.isNaN(percentile([], 50)));
});
