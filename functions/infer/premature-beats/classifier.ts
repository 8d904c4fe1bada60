import type { BeatModel, Layer } from './beat-model.ts';

/** Furthest that a standardised feature counts. */
const FURTHEST = 4;

/** Probabilities of N, S and V. */
export type BeatProbabilities = readonly [n: number, s: number, v: number];

function layer(model: BeatModel, name: string): Layer {
  const found = model.layers[name];
  if (found === undefined) throw new Error(`models/apc has no layer ${name}`);
  return found;
}

/** rows · x, plus the bias where the table holds one. */
function product({ outputs, inputs, weights }: Layer, x: Float32Array): Float32Array {
  const out = new Float32Array(outputs);
  const biases = outputs * inputs;
  for (let o = 0; o < outputs; o++) {
    let sum = weights[biases + o] ?? 0;
    for (let i = 0; i < inputs; i++) sum += (weights[o * inputs + i] as number) * (x[i] as number);
    out[o] = sum;
  }
  return out;
}

/**
 * The classifier of low capacity: standardised features through one small hidden layer (tanh) and a direct path, then
 * softmax over N, S, V. `features` are FEATURES followed by the enhanced likenesses.
 */
export function beatProbabilities(model: BeatModel, features: Float32Array): BeatProbabilities {
  const { weights: mean } = layer(model, 'mean');
  const { weights: spread } = layer(model, 'spread');
  const z = features.map((value, k) => {
    const scaled = (value - (mean[k] as number)) / (spread[k] as number);
    return Math.max(-FURTHEST, Math.min(FURTHEST, scaled));
  });
  const hidden = product(layer(model, 'hidden'), z).map(Math.tanh);
  const out = product(layer(model, 'out'), hidden);
  const direct = product(layer(model, 'direct'), z);
  const e = out.map((value, k) => Math.exp(value + (direct[k] as number)));
  const [n = 0, s = 0, v = 0] = e;
  const sum = n + s + v;
  return [n / sum, s / sum, v / sum];
}

/** The class that wins after the decision's offsets. */
export function decide(model: BeatModel, p: BeatProbabilities): 'N' | 'S' | 'V' {
  const score = p.map((value, k) => Math.log(value + 1e-9) + (model.decision[k] ?? 0));
  const [n = 0, s = 0, v = 0] = score;
  if (s > n && s >= v) return 'S';
  return v > n ? 'V' : 'N';
}

/** The calibrated probability that the beat is a premature supraventricular one. */
export function calibrated(model: BeatModel, p: BeatProbabilities): number {
  const logit = Math.log((p[1] + 1e-9) / (1 - p[1] + 1e-9));
  return 1 / (1 + Math.exp(-(model.calibration.slope * logit + model.calibration.offset)));
}
