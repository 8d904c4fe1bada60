import type { BeatModel, Layer } from './beat-model.ts';
import { FEATURES } from './features.ts';

/** Furthest that a standardised feature counts. */
const FURTHEST = 4;
/** Logits beyond this are alike. */
const SUREST = 8;
const CLASSES = ['N', 'S', 'V', 'Q'] as const;
const CANNOT_BE = FEATURES.indexOf('cannotBePremature');

/** Probabilities of N, S, V and of being no beat at all (Q). */
export type BeatProbabilities = readonly [n: number, s: number, v: number, q: number];

/** Whether a beat of these FEATURES can be a premature atrial one at all. */
export function canBePremature(features: Float32Array): boolean {
  return (features[CANNOT_BE] as number) < 0.5;
}

function layer(model: BeatModel, name: string): Layer {
  const found = model.layers[name];
  if (found === undefined) throw new Error(`models/apc has no layer ${name}`);
  return found;
}

/**
 * The classifier of low capacity: multinomial logistic regression on standardised features. `features` are FEATURES
 * followed by the enhanced likenesses. S is pushed down by rule where a beat cannot be premature: on time, or in fibrillation.
 */
export function beatProbabilities(model: BeatModel, features: Float32Array): BeatProbabilities {
  const { weights: mean } = layer(model, 'mean');
  const { weights: spread } = layer(model, 'spread');
  const { outputs, inputs, weights } = layer(model, 'table');
  const scores = Array.from({ length: outputs }, (_, o) => {
    let sum = weights[outputs * inputs + o] as number;
    for (let i = 0; i < inputs; i++) {
      const z = ((features[i] as number) - (mean[i] as number)) / (spread[i] as number);
      sum += (weights[o * inputs + i] as number) * Math.max(-FURTHEST, Math.min(FURTHEST, z));
    }
    return o === 1 ? sum - model.impossiblePenalty * (features[CANNOT_BE] as number) : sum;
  });
  const top = Math.max(...scores);
  const [n = 0, s = 0, v = 0, q = 0] = scores.map((score) => Math.exp(score - top));
  const sum = n + s + v + q;
  return [n / sum, s / sum, v / sum, q / sum];
}

/** The class that wins after the decision's offsets. */
export function decide(model: BeatModel, p: BeatProbabilities): (typeof CLASSES)[number] {
  let best = 0;
  const score = (k: number) => Math.log((p[k] as number) + 1e-9) + (model.decision[k] ?? 0);
  for (let k = 1; k < CLASSES.length; k++) if (score(k) > score(best)) best = k;
  return CLASSES[best] ?? 'N';
}

/** The calibrated probability that the beat is a premature supraventricular one. */
export function calibrated(model: BeatModel, p: BeatProbabilities): number {
  const logit = Math.max(-SUREST, Math.min(SUREST, Math.log((p[1] + 1e-9) / (1 - p[1] + 1e-9))));
  return 1 / (1 + Math.exp(-(model.calibration.slope * logit + model.calibration.offset)));
}
