import type { BeatModel, Layer } from './beat-model.ts';
import { CENTRE, WINDOW } from './beat-windows.ts';
import type { Deviation } from './deviation.ts';
import { DISEASE_RULES, hardWeights } from './disease-rules.ts';
import type { WavePlaces } from './usual-beat.ts';

/** Convolution with zero padding over rows of 90 samples. */
function convolve(input: readonly Float32Array[], { outputs, inputs, taps, weights }: Layer): Float32Array[] {
  const reach = taps >> 1;
  return Array.from({ length: outputs }, (_, o) => {
    const row = new Float32Array(WINDOW).fill(weights[outputs * inputs * taps + o] as number);
    for (let c = 0; c < inputs; c++) {
      const x = input[c] as Float32Array;
      for (let t = 0; t < taps; t++) {
        const w = weights[(o * inputs + c) * taps + t] as number;
        const from = Math.max(0, reach - t);
        const to = Math.min(WINDOW, WINDOW + reach - t);
        for (let i = from; i < to; i++) row[i] = (row[i] as number) + w * (x[i + t - reach] as number);
      }
    }
    return row;
  });
}

function bounded(energy: number): number {
  return Math.tanh(3 * Math.sqrt(Math.max(0, energy) + 1e-6));
}

/** Soft coding: a network of two convolutions sees the usual beat, the beat and what differs, and weighs every sample. */
function softWeights(d: Deviation, layers: BeatModel['layers']): Float32Array[] {
  const rows = Array.from({ length: 4 }, () => new Float32Array(WINDOW));
  const [usual, beat, residual, ramp] = rows as [Float32Array, Float32Array, Float32Array, Float32Array];
  for (let i = 0; i < WINDOW; i++) {
    const xm = d.xm[i] as number;
    const xx = d.xx[i] as number;
    const mm = d.mm[i] as number;
    usual[i] = bounded(mm);
    beat[i] = bounded(xx);
    residual[i] = bounded(xx - 2 * xm + mm);
    ramp[i] = (i - CENTRE) / 40;
  }
  const hidden = convolve(rows, layers['enhancerA'] as Layer);
  for (const row of hidden) for (let i = 0; i < WINDOW; i++) row[i] = Math.max(0, row[i] as number);
  return convolve(hidden, layers['enhancerB'] as Layer).map((row) => row.map((v) => 2 / (1 + Math.exp(-v))));
}

/** The weight of every sample of a beat, one row a disease rule; 1 is neutral, at most 2 when soft. */
export function enhancementWeights(model: BeatModel, d: Deviation, places: WavePlaces): Float32Array[] {
  if (model.enhancement === 'soft') return softWeights(d, model.layers);
  if (model.enhancement === 'hard') return DISEASE_RULES.map((rule) => hardWeights(rule, places));
  return DISEASE_RULES.map(() => new Float32Array(WINDOW).fill(1));
}

/** Mean weight of each wave under the first rule (premature atrial beats). */
export function attentionOf(
  weights: readonly Float32Array[],
  places: WavePlaces,
): { P: number; QRS: number; T: number } {
  const row = weights[0] as Float32Array;
  const mean = ([from, to]: readonly [number, number]): number => {
    const part = row.subarray(from, to + 1);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  };
  return { P: mean(places.p), QRS: mean(places.qrs), T: mean(places.t) };
}
