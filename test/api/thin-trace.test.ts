import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nullWhereMissing, thinTrace } from '../../functions/api/resolvers/thin-trace.ts';

test('a thinned trace keeps the R peak and the S valley that plain decimation would lose', () => {
  const samples = new Float32Array(5000);
  samples[1234] = 1.5;
  samples[1236] = -0.7;
  const thinned = thinTrace(samples, 200);
  assert.ok(thinned.length <= 200);
  assert.equal(Math.max(...thinned), 1.5);
  assert.ok(Math.min(...thinned) < -0.69);
  assert.ok(thinned.indexOf(1.5) < thinned.indexOf(Math.min(...thinned)), 'in their order');
});

test('missing samples stay missing and are null in JSON, never zero', () => {
  const samples = new Float32Array(100).fill(0.25);
  samples.fill(Number.NaN, 0, 50);
  const values = nullWhereMissing(thinTrace(samples, 10));
  assert.equal(values[0], null);
  assert.equal(values.at(-1), 0.25);
  assert.ok(!values.includes(0));
});

test('a trace within the limit is handed out as it is', () => {
  const samples = Float32Array.of(1, 2, 3);
  assert.equal(thinTrace(samples, 3), samples);
});
