import { CENTRE, type ScaledBeat, WINDOW } from './beat-window.ts';
import type { NetworkLayer, WaveWeights } from './wave-weights.ts';

/** How likely each of the 320 samples of a beat window belongs to the wave, 0…1. */
export interface WaveProbabilities {
  readonly p: Float32Array;
  readonly qrs: Float32Array;
  readonly t: Float32Array;
}

/** Feature maps, channel after channel. */
interface Maps {
  readonly channels: number;
  readonly width: number;
  readonly data: Float32Array;
}

/** Convolution with zero padding and, unless `linear`, a rectifier. */
function convolve(input: Maps, layer: NetworkLayer, linear = false): Maps {
  const { outputs, inputs, taps, dilation, weights } = layer;
  const { width } = input;
  const reach = dilation * (taps >> 1);
  const padded = width + 2 * reach;
  const x = new Float32Array(inputs * padded);
  for (let c = 0; c < inputs; c++) x.set(input.data.subarray(c * width, (c + 1) * width), c * padded + reach);
  const data = new Float32Array(outputs * width);
  const biases = outputs * inputs * taps;
  for (let o = 0; o < outputs; o++) {
    const row = data.subarray(o * width, (o + 1) * width).fill(weights[biases + o] as number);
    for (let c = 0; c < inputs; c++) accumulate(row, x, c * padded, weights, (o * inputs + c) * taps, taps, dilation);
    if (!linear) for (let i = 0; i < width; i++) if ((row[i] as number) < 0) row[i] = 0;
  }
  return { channels: outputs, width, data };
}

/** Adds one input channel's share; the tap counts in use are written out, since this is where the time goes. */
function accumulate(
  row: Float32Array,
  x: Float32Array,
  at: number,
  w: Float32Array,
  from: number,
  taps: number,
  d: number,
): void {
  const n = row.length;
  const w0 = w[from] as number;
  if (taps === 1) {
    for (let i = 0; i < n; i++) row[i] = (row[i] as number) + w0 * (x[at + i] as number);
    return;
  }
  const w1 = w[from + 1] as number;
  const w2 = w[from + 2] as number;
  if (taps === 3) {
    for (let i = 0, k = at; i < n; i++, k++) {
      row[i] = (row[i] as number) + w0 * (x[k] as number) + w1 * (x[k + d] as number) + w2 * (x[k + 2 * d] as number);
    }
    return;
  }
  const w3 = w[from + 3] as number;
  const w4 = w[from + 4] as number;
  for (let i = 0, k = at; i < n; i++, k++) {
    row[i] =
      (row[i] as number) +
      w0 * (x[k] as number) +
      w1 * (x[k + d] as number) +
      w2 * (x[k + 2 * d] as number) +
      w3 * (x[k + 3 * d] as number) +
      w4 * (x[k + 4 * d] as number);
  }
  for (let t = 5; t < taps; t++) {
    const wt = w[from + t] as number;
    for (let i = 0, k = at + t * d; i < n; i++, k++) row[i] = (row[i] as number) + wt * (x[k] as number);
  }
}

function halved(input: Maps): Maps {
  const width = input.width >> 1;
  const data = new Float32Array(input.channels * width);
  for (let i = 0; i < data.length; i++) {
    data[i] = ((input.data[2 * i] as number) + (input.data[2 * i + 1] as number)) / 2;
  }
  return { channels: input.channels, width, data };
}

/** The coarse maps repeated to twice their width, with the fine maps below them. */
function joined(coarse: Maps, fine: Maps): Maps {
  const data = new Float32Array((coarse.channels + fine.channels) * fine.width);
  const half = coarse.channels * fine.width;
  for (let i = 0; i < half; i++) data[i] = coarse.data[i >> 1] as number;
  data.set(fine.data, half);
  return { channels: coarse.channels + fine.channels, width: fine.width, data };
}

function inputMaps(lead: Float32Array, context: Float32Array): Maps {
  const data = new Float32Array(5 * WINDOW);
  for (let i = 0; i < WINDOW; i++) {
    const x = lead[i] as number;
    const all = context[i] as number;
    data[i] = Math.max(-1.5, Math.min(1.5, x));
    data[WINDOW + i] = Math.tanh(5 * x);
    data[2 * WINDOW + i] = Math.tanh(5 * all);
    data[3 * WINDOW + i] = Math.min(1.5, all);
    data[4 * WINDOW + i] = (i - CENTRE) / 160;
  }
  return { channels: 5, width: WINDOW, data };
}

/**
 * Which samples of one lead of a beat are P, QRS and T: a small U-shaped convolutional network (Ronneberger 2015;
 * for ECG waves Moskalenko 2019) over 1.28 s around the beat, trained by models/training/delineate.py.
 */
export function waveProbabilities(beat: ScaledBeat, lead: Float32Array, weights: WaveWeights): WaveProbabilities {
  const a = convolve(inputMaps(lead, beat.context), weights.c0);
  const b = convolve(halved(a), weights.c1);
  const c = convolve(halved(b), weights.c2);
  const deep = convolve(convolve(halved(c), weights.c3), weights.c4);
  const up2 = convolve(joined(deep, c), weights.d2);
  const up1 = convolve(joined(up2, b), weights.d1);
  const logits = convolve(convolve(joined(up1, a), weights.d0), weights.out, true).data;
  const waves = { p: new Float32Array(WINDOW), qrs: new Float32Array(WINDOW), t: new Float32Array(WINDOW) };
  for (let i = 0; i < WINDOW; i++) {
    const none = Math.exp(logits[i] as number);
    const p = Math.exp(logits[WINDOW + i] as number);
    const qrs = Math.exp(logits[2 * WINDOW + i] as number);
    const t = Math.exp(logits[3 * WINDOW + i] as number);
    const sum = none + p + qrs + t;
    waves.p[i] = p / sum;
    waves.qrs[i] = qrs / sum;
    waves.t[i] = t / sum;
  }
  return waves;
}
