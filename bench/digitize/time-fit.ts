import { bridged } from './metrics.ts';

/** How an estimate's clock runs against the truth's. */
export interface TimeFit {
  /** How much longer the estimate shows a second of the truth, in parts per million. */
  readonly scalePpm: number;
  /** How much later the truth has what the estimate has at its middle, below a sample. */
  readonly lagMs: number;
}

const MAX_STRETCH = 0.02;
const STRETCH_STEP = 0.002;
const MAX_SHIFT = 12;
const SHIFT_STEP = 3;
const ROUNDS = 6;

/**
 * The stretch about the estimate's middle, within ±2 %, and the shift that bring truth and estimate together: a search
 * over both, then Gauss–Newton on offset, gain, shift and stretch together. `startS` and `lagMs` are where whole samples
 * put the estimate. Null when there is too little, or when less than r = 0.9 comes of it: a clock cannot be told from noise.
 */
export function fitTime(estimate: Float32Array, startS: number, lagMs: number, truth: Float64Array): TimeFit | null {
  const values = bridged(estimate)?.values;
  if (values === undefined) return null;
  const middle = Math.round(startS * 500) + Math.round(lagMs / 2) + (values.length - 1) / 2;
  let best = { error: Number.POSITIVE_INFINITY, shift: 0, stretch: 0 };
  for (let stretch = -MAX_STRETCH; stretch <= MAX_STRETCH + 1e-9; stretch += STRETCH_STEP)
    for (let shift = -MAX_SHIFT; shift <= MAX_SHIFT; shift += SHIFT_STEP) {
      const { error } = stepFrom(values, truth, middle, shift, stretch);
      if (error < best.error) best = { error, shift, stretch };
    }
  let at = best;
  for (let round = 0; round < ROUNDS; round++) {
    const step = stepFrom(values, truth, middle, at.shift, at.stretch);
    const shift = at.shift + step.shift;
    const stretch = Math.max(-MAX_STRETCH, Math.min(MAX_STRETCH, at.stretch + step.stretch));
    const { error } = stepFrom(values, truth, middle, shift, stretch);
    if (!(error < best.error)) break;
    at = { error, shift, stretch };
    best = at;
  }
  if (!(best.error < 1 - 0.9 ** 2)) return null;
  return { scalePpm: 1e6 * (1 / (1 + best.stretch) - 1), lagMs: lagMs + 2 * best.shift };
}

/**
 * With the truth read at middle + shift + (1 + stretch)·t: the share of the estimate's variance that offset and gain leave
 * (1 − r²), and the step in shift and stretch of least squares on the truth's slope.
 */
function stepFrom(values: Float64Array, truth: Float64Array, middle: number, shift: number, stretch: number) {
  const half = (values.length - 1) / 2;
  // Normal equations of [1, truth, slope, slope·t] against the estimate; t in halves of the estimate, for even scales.
  const m = new Float64Array(16);
  const right = new Float64Array(4);
  const row = new Float64Array(4);
  let [n, power] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const place = middle + shift + (1 + stretch) * (i - half);
    const low = Math.floor(place);
    const before = truth[low] ?? Number.NaN;
    const slope = (truth[low + 1] ?? Number.NaN) - before;
    if (Number.isNaN(slope)) continue;
    const value = values[i]!;
    row[0] = 1;
    row[1] = before + (place - low) * slope;
    row[2] = slope;
    row[3] = (slope * (i - half)) / half;
    for (let a = 0; a < 4; a++) {
      right[a]! += row[a]! * value;
      for (let b = 0; b <= a; b++) m[4 * a + b]! += row[a]! * row[b]!;
    }
    n++;
    power += value * value;
  }
  if (n < 0.8 * values.length) return { error: Number.POSITIVE_INFINITY, shift: 0, stretch: 0 };
  const own = power - (right[0]! * right[0]!) / n;
  const signal = m[5]! - (m[4]! * m[4]!) / n;
  const shared = right[1]! - (right[0]! * m[4]!) / n;
  const error = signal > 0 && own > 0 ? 1 - (shared * shared) / (signal * own) : 1;
  const [, gain = 0, bySlope = 0, byTurn = 0] = solved(m, right);
  return gain === 0 ? { error, shift: 0, stretch: 0 } : { error, shift: bySlope / gain, stretch: byTurn / gain / half };
}

/** Solves the symmetric system whose lower half is given, by Cholesky's factors; zeros where it has no single answer. */
function solved(m: Float64Array, right: Float64Array): Float64Array {
  const x = Float64Array.from(right);
  for (let a = 0; a < 4; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = m[4 * a + b]!;
      for (let k = 0; k < b; k++) sum -= m[4 * a + k]! * m[4 * b + k]!;
      if (a !== b) m[4 * a + b] = sum / m[4 * b + b]!;
      else if (sum > 1e-12) m[4 * a + a] = Math.sqrt(sum);
      else return new Float64Array(4);
    }
    for (let k = 0; k < a; k++) x[a]! -= m[4 * a + k]! * x[k]!;
    x[a]! /= m[4 * a + a]!;
  }
  for (let a = 3; a >= 0; a--) {
    for (let k = a + 1; k < 4; k++) x[a]! -= m[4 * k + a]! * x[k]!;
    x[a]! /= m[4 * a + a]!;
  }
  return x;
}
