import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreLead } from '../../bench/digitize/metrics.ts';
import { fitTime } from '../../bench/digitize/time-fit.ts';
import { seededRandom } from '../../synth/random.ts';
import { beats, beatsAt } from './beats.ts';

const TRUTH = beats(5000);

for (const [scalePpm, lateMs, lengthS] of [
  [0, 0, 2.5],
  [4000, 3.3, 2.5],
  [-12500, -8.1, 5],
  [19000, 0.7, 9],
] as const)
  test(`a clock that is ${scalePpm} ppm slow and ${lateMs} ms off is measured on ${lengthS} s`, () => {
    const middleS = 4.7;
    // The estimate's second is longer by the scale: what it shows at t from its middle happened at t / (1 + scale).
    const estimate = Float32Array.from({ length: 500 * lengthS }, (_, i) => {
      const t = (i - (500 * lengthS - 1) / 2) / 500;
      return 1.1 * beatsAt(middleS + lateMs / 1000 + t / (1 + scalePpm * 1e-6)) + 0.2;
    });
    const startS = middleS - (500 * lengthS - 1) / 1000;
    const startsOn = Math.round(startS * 500) / 500;
    const { lagMs } = scoreLead(estimate, startsOn, TRUTH)!;
    const fit = fitTime(estimate, startsOn, lagMs, TRUTH)!;
    assert.ok(Math.abs(fit.scalePpm - scalePpm) < 40, `${fit.scalePpm} ppm`);
    assert.ok(Math.abs(fit.lagMs - lateMs - 1000 * (startS - startsOn)) < 0.1, `${fit.lagMs} ms`);
  });

test('noise has no clock', () => {
  const random = seededRandom(2);
  const noise = Float32Array.from({ length: 1250 }, () => random.normal());
  assert.equal(fitTime(noise, 0, 0, TRUTH), null);
});
