import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { beatModel } from '../../functions/infer/premature-beats/beat-model.ts';
import { beatProbabilities } from '../../functions/infer/premature-beats/classifier.ts';
import { DISEASE_RULES, hardWeights } from '../../functions/infer/premature-beats/disease-rules.ts';
import { enhancementWeights } from '../../functions/infer/premature-beats/enhancement.ts';

interface GoldenBeat {
  readonly xm: number[];
  readonly xx: number[];
  readonly mm: number[];
  readonly weights: number[][];
  readonly features: number[];
  readonly probabilities: number[];
}

const golden = JSON.parse(readFileSync(new URL('../../models/apc/apc.golden.json', import.meta.url), 'utf8')) as {
  beats: GoldenBeat[];
};
const places = { p: [20, 32], qrs: [36, 45], t: [52, 76], hasP: true } as const;

function near(found: ArrayLike<number>, expected: readonly number[], what: string): void {
  expected.forEach((value, i) => {
    assert.ok(Math.abs((found[i] as number) - value) < 1e-4, `${what}[${i}]: ${found[i]} for ${value}`);
  });
}

test('the classifier gives the probabilities that training computed', () => {
  for (const beat of golden.beats) {
    near(beatProbabilities(beatModel(), Float32Array.from(beat.features)), beat.probabilities, 'probability');
  }
});

test('the soft enhancement gives the weights that training computed', (t) => {
  if (beatModel().enhancement !== 'soft') return t.skip('the shipped model is not soft');
  for (const beat of golden.beats) {
    const d = {
      xm: Float32Array.from(beat.xm),
      xx: Float32Array.from(beat.xx),
      mm: Float32Array.from(beat.mm),
      leads: 2,
    };
    const weights = enhancementWeights(beatModel(), d, places);
    beat.weights.forEach((row, k) => {
      near(weights[k] as Float32Array, row, `rule ${k}`);
    });
  }
});

test('the rule for atrial beats looks at P, the one for ventricular beats at QRS', () => {
  const [apc, pvc] = DISEASE_RULES.map((rule) => hardWeights(rule, places)) as [Float32Array, Float32Array];
  assert.ok((apc[25] as number) > 1 && (apc[25] as number) > (apc[40] as number));
  assert.ok((pvc[40] as number) > 1 && (pvc[40] as number) > (pvc[25] as number));
  assert.equal(apc[0], Math.fround(DISEASE_RULES[0].weights.rest));
});
