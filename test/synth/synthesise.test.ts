import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LEADS } from '../../functions/leads.ts';
import { seededRandom } from '../../synth/random.ts';
import { drawScenario, SCENARIO_NAMES } from '../../synth/scenario.ts';
import { synthesise } from '../../synth/synthesise.ts';

for (const name of SCENARIO_NAMES)
  test(`${name}: Einthoven's law holds and every sample is a number`, () => {
    const { scenario: _, ...fields } = drawScenario(seededRandom(3), name);
    const { leads, truth } = synthesise({ seed: 3, ...fields });
    for (let i = 0; i < 5000; i++) {
      for (const lead of LEADS) assert.ok(Math.abs(leads[lead][i]!) < 8);
      assert.ok(Math.abs(leads.I[i]! + leads.III[i]! - leads.II[i]!) < 1e-5);
      assert.ok(Math.abs(leads.aVR[i]! + leads.aVL[i]! + leads.aVF[i]!) < 1e-5);
    }
    assert.ok(truth.beats.length > 2);
    for (const beat of truth.beats) {
      assert.ok(beat.qrs.onsetS < beat.qrs.peakS && beat.qrs.peakS < beat.qrs.offsetS);
      if (beat.p) assert.ok(beat.p.onsetS < beat.qrs.onsetS);
      if (beat.t) assert.ok(beat.t.offsetS > beat.qrs.offsetS);
    }
  });

test('the printed values follow the spec', () => {
  for (const axisDeg of [-45, 10, 60, 95]) {
    const { measurements } = synthesise({ seed: 5, axisDeg, rateBpm: 80, prS: 0.17 }).truth;
    assert.ok(Math.abs(measurements.qrsAxisDeg - axisDeg) <= 6, `axis ${measurements.qrsAxisDeg} for ${axisDeg}`);
    assert.ok(Math.abs(measurements.heartRateBpm - 80) <= 2);
    assert.ok(Math.abs((measurements.prMs ?? 0) - 170) <= 15);
    assert.ok(measurements.qrsMs >= 70 && measurements.qrsMs <= 110);
  }
});

test('an atrial premature beat comes early and its pause is not compensatory', () => {
  const { beats } = synthesise({ seed: 9, atrialEctopy: 'occasional', rateBpm: 60 }).truth;
  const at = beats.findIndex((beat, i) => beat.class === 'S' && i > 0 && i < beats.length - 1);
  assert.ok(at > 0, 'there is one inside the ten seconds');
  const before = beats[at]!.qrs.peakS - beats[at - 1]!.qrs.peakS;
  const after = beats[at + 1]!.qrs.peakS - beats[at]!.qrs.peakS;
  assert.ok(before < 0.85, `coupling ${before}`);
  assert.ok(before + after < 1.95, `two cycles ${before + after}`);
});

test('a ventricular premature beat is wide, has no P, and the pause is compensatory', () => {
  const { beats } = synthesise({ seed: 9, ventricularEctopy: 'occasional', rateBpm: 60 }).truth;
  const at = beats.findIndex((beat, i) => beat.class === 'V' && i > 0 && i < beats.length - 1);
  assert.ok(at > 0);
  const beat = beats[at]!;
  assert.ok(beat.qrs.offsetS - beat.qrs.onsetS > 0.12);
  assert.equal(beat.p, null);
  assert.ok(Math.abs(beats[at + 1]!.qrs.peakS - beats[at - 1]!.qrs.peakS - 2) < 0.12);
});

test('inferior ST elevation lifts II, III and aVF and lowers aVL', () => {
  const { leads, truth } = synthesise({ seed: 4, stElevation: 'inferior', stElevationMv: 0.3 });
  const beat = truth.beats[2]!;
  const at = Math.round((beat.qrs.offsetS + 0.03) * 500);
  const base = Math.round((beat.qrs.onsetS - 0.01) * 500);
  const st = (lead: (typeof LEADS)[number]): number => leads[lead][at]! - leads[lead][base]!;
  assert.ok(st('II') > 0.1 && st('III') > 0.1 && st('aVF') > 0.1 && st('aVL') < -0.1);
});
