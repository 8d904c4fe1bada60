import assert from 'node:assert/strict';
import { test } from 'node:test';
import { perLead } from '../../functions/leads.ts';
import { measure } from '../../functions/measure/step.ts';
import { seededRandom } from '../../synth/random.ts';

const LENGTH = 5000;

function leads(sample: (lead: number, i: number) => number) {
  return perLead((_, k) => Float32Array.from({ length: LENGTH }, (_, i) => sample(k, i)));
}

function beatsIn(sample: (lead: number, i: number) => number): number {
  const result = measure({ sampleRateHz: 500, leads: leads(sample) });
  assert.ok(result.ok);
  assert.equal(result.value.global.heartRateBpm, null);
  assert.equal(result.value.medianBeats, null);
  return result.value.beats.length;
}

test('a flat line has no beats', () => {
  assert.equal(
    beatsIn(() => 0),
    0,
  );
});

test('noise has no beats', () => {
  const random = seededRandom(3);
  assert.equal(
    beatsIn(() => random.uniform(-0.2, 0.2)),
    0,
  );
});

test('mains hum has no beats', () => {
  assert.equal(
    beatsIn((_, i) => 0.3 * Math.sin((2 * Math.PI * 50 * i) / 500)),
    0,
  );
});

test('a recording without a sample is a problem, not an answer', () => {
  const result = measure({ sampleRateHz: 500, leads: leads(() => Number.NaN) });
  assert.ok(!result.ok);
  assert.equal(result.problem.code, 'SIGNAL_EMPTY');
});

test('a recording of one second is too short', () => {
  const result = measure({ sampleRateHz: 500, leads: perLead(() => new Float32Array(500)) });
  assert.ok(!result.ok);
  assert.equal(result.problem.code, 'SIGNAL_TOO_SHORT');
});
