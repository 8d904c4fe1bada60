import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { beatModel } from '../../functions/infer/premature-beats/beat-model.ts';
import type { BeatProbabilities } from '../../functions/infer/premature-beats/classifier.ts';
import { atPatientShare } from '../../functions/infer/premature-beats/patient-share.ts';

const model = { usual: 0.2, beats: 20, lean: 0.5 };
const doubtful: BeatProbabilities = [0.6, 0.4, 0, 0];
const clear: BeatProbabilities = [0.02, 0.98, 0, 0];
const usual: BeatProbabilities = [0.98, 0.02, 0, 0];

function probabilityOfDoubtful(others: readonly BeatProbabilities[], possible = true): number {
  const all = [doubtful, ...others];
  const shared = atPatientShare(
    all,
    all.map((_, i) => i === 0 || possible),
    model,
  );
  return (shared[0] as BeatProbabilities)[1];
}

test('a doubtful early beat is premature in a patient with many premature beats, and none in one without', () => {
  assert.ok(probabilityOfDoubtful(Array(60).fill(clear)) > 0.7);
  assert.ok(probabilityOfDoubtful(Array(60).fill(usual)) < 0.2);
});

test('beats that are not early do not count towards the share', () => {
  assert.ok(Math.abs(probabilityOfDoubtful(Array(60).fill(clear), false) - probabilityOfDoubtful([])) < 1e-9);
});

test('ventricular beats leave the share of premature atrial ones as it is', () => {
  assert.ok(
    Math.abs(probabilityOfDoubtful(Array(60).fill([0, 0, 1, 0] as BeatProbabilities)) - probabilityOfDoubtful([])) <
      1e-9,
  );
});

test('one beat alone stays near what the classifier says, and probabilities sum to one', () => {
  const [p] = atPatientShare([doubtful], [true], model) as [BeatProbabilities];
  assert.ok(Math.abs(p[1] - 0.4) < 0.1);
  assert.ok(Math.abs(p[0] + p[1] + p[2] + p[3] - 1) < 1e-9);
});

test('the shares are those that training computed', () => {
  const { share } = JSON.parse(readFileSync(new URL('../../models/apc/apc.golden.json', import.meta.url), 'utf8')) as {
    share: { alone: BeatProbabilities[]; possible: boolean[]; shared: number[][] };
  };
  const found = atPatientShare(share.alone, share.possible, beatModel().patientShare);
  share.shared.forEach((row, i) => {
    row.forEach((value, k) => {
      assert.ok(Math.abs((found[i] as BeatProbabilities)[k as 0] - value) < 1e-5, `beat ${i}, class ${k}`);
    });
  });
});
