import type { RowTrace } from './row-trace.ts';

/** Heights of a pen's centre at equal steps along x, px from the frame's top edge; NaN where nothing was traced. */
export interface CentreLine {
  /** Frame x of the first node, in px from the frame's left edge. */
  readonly startX: number;
  readonly stepPx: number;
  readonly y: Float32Array;
}

const SUBSAMPLES = 4;
const ROUNDS = 30;
const SMOOTHING = 0.03;

/**
 * Finds the pen's path whose drawing has the measured stroke edges. A round pen of width w drawn along y(x) inks each column between the
 * envelopes min(y − c) and max(y + c), c the pen's half chord; the edges measured in a column are the envelopes' means over the column.
 * Starting from the middle line, the nodes that make an envelope are moved by what it misses (simultaneous reconstruction, as in
 * tomography: Gilbert 1972), with a little fourth-difference smoothing for nodes that nothing sees. Unlike the column's
 * centroid this keeps the tips of narrow peaks, which lie half a stroke below the ink's top and not in the middle of the column.
 */
export function centreLine(trace: RowTrace, startX: number, stepPx: number, nodes: number): CentreLine {
  const y = firstGuess(trace, startX, stepPx, nodes);
  const missing = bridgeGaps(y);
  const seen = trace.gap.length;
  const half = trace.strokePx / 2;
  const pull = new Float32Array(nodes);
  const weight = new Float32Array(nodes);
  const moved = new Float32Array(nodes);
  const reach = half / stepPx;
  for (let round = 0; round < ROUNDS; round++) {
    pull.fill(0);
    weight.fill(0);
    for (let column = 0; column < seen; column++) {
      const upper = trace.upperY[column] as number;
      if (Number.isNaN(upper)) continue;
      const left = (trace.firstColumn + column - startX) / stepPx;
      const span = 1 / stepPx;
      if (left < 0 || left + span > nodes - 1) continue;
      let meanUpper = 0;
      let meanLower = 0;
      for (let s = 0; s < SUBSAMPLES; s++) {
        const at = left + ((s + 0.5) / SUBSAMPLES) * span;
        extremes(y, at, reach, half);
        meanUpper += highest;
        meanLower += lowest;
        upperNodes[s] = highestNode;
        lowerNodes[s] = lowestNode;
      }
      const missUpper = upper - meanUpper / SUBSAMPLES;
      const missLower = (trace.lowerY[column] as number) - meanLower / SUBSAMPLES;
      for (let s = 0; s < SUBSAMPLES; s++) {
        spread(pull, weight, upperNodes[s] as number, missUpper);
        spread(pull, weight, lowerNodes[s] as number, missLower);
      }
    }
    for (let k = 0; k < nodes; k++) {
      if ((weight[k] as number) > 0) y[k] = (y[k] as number) + (0.8 * (pull[k] as number)) / (weight[k] as number);
    }
    for (let k = 2; k < nodes - 2; k++) {
      const bend =
        (y[k - 2] as number) -
        4 * (y[k - 1] as number) +
        6 * (y[k] as number) -
        4 * (y[k + 1] as number) +
        (y[k + 2] as number);
      moved[k] = (y[k] as number) - SMOOTHING * bend;
    }
    y.set(moved.subarray(2, nodes - 2), 2);
  }
  for (let k = 0; k < nodes; k++) if (missing[k] === 1) y[k] = Number.NaN;
  return { startX, stepPx, y };
}

let highest = 0;
let lowest = 0;
let highestNode = 0;
let lowestNode = 0;
const upperNodes = new Float32Array(SUBSAMPLES);
const lowerNodes = new Float32Array(SUBSAMPLES);

/** Upper and lower envelope of the round pen at node position `at`, and the (fractional) nodes that make them. */
function extremes(y: Float32Array, at: number, reach: number, half: number): void {
  const i = Math.floor(at);
  const t = at - i;
  const here = (y[i] as number) * (1 - t) + (y[i + 1] as number) * t;
  highest = here - half;
  lowest = here + half;
  highestNode = at;
  lowestNode = at;
  const to = Math.min(y.length - 1, Math.floor(at + reach));
  for (let k = Math.max(0, Math.ceil(at - reach)); k <= to; k++) {
    const d = (k - at) / reach;
    const chord = half * Math.sqrt(1 - d * d);
    const value = y[k] as number;
    if (value - chord < highest) {
      highest = value - chord;
      highestNode = k;
    }
    if (value + chord > lowest) {
      lowest = value + chord;
      lowestNode = k;
    }
  }
}

function spread(pull: Float32Array, weight: Float32Array, node: number, miss: number): void {
  const i = Math.floor(node);
  const t = node - i;
  pull[i] = (pull[i] as number) + (1 - t) * miss;
  weight[i] = (weight[i] as number) + (1 - t);
  if (t > 0) {
    pull[i + 1] = (pull[i + 1] as number) + t * miss;
    weight[i + 1] = (weight[i + 1] as number) + t;
  }
}

/** The middle of the stroke at each node, linear between column centres; NaN inside gaps longer than a column. */
function firstGuess(trace: RowTrace, startX: number, stepPx: number, nodes: number): Float32Array {
  const y = new Float32Array(nodes).fill(Number.NaN);
  const columns = trace.gap.length;
  for (let k = 0; k < nodes; k++) {
    const at = startX + k * stepPx - trace.firstColumn - 0.5;
    const i = Math.min(columns - 1, Math.max(0, Math.floor(at)));
    const j = Math.min(columns - 1, i + 1);
    const t = Math.min(1, Math.max(0, at - i));
    const a = ((trace.upperY[i] as number) + (trace.lowerY[i] as number)) / 2;
    const b = ((trace.upperY[j] as number) + (trace.lowerY[j] as number)) / 2;
    y[k] = Number.isNaN(a) ? b : Number.isNaN(b) ? a : a * (1 - t) + b * t;
  }
  return y;
}

/** Fills NaN stretches by straight lines (ends are held) so that arithmetic passes over them; returns 1 where it did. */
function bridgeGaps(y: Float32Array): Uint8Array {
  const missing = new Uint8Array(y.length);
  let last = -1;
  for (let k = 0; k <= y.length; k++) {
    if (k < y.length && Number.isNaN(y[k] as number)) continue;
    const from = last < 0 ? (y[k] ?? 0) : (y[last] as number);
    const to = k < y.length ? (y[k] as number) : from;
    for (let g = last + 1; g < k; g++) {
      y[g] = from + ((to - from) * (g - last)) / (k - last);
      missing[g] = 1;
    }
    last = k;
  }
  return missing;
}
