import { knownByAll } from '../maths/known-by-all.ts';
import { leastSquares } from '../maths/least-squares.ts';
import { medianOfKnown } from '../maths/median.ts';

/** A signal that is a known sum of voltages which others are sums of as well. */
export interface Observation {
  /** How much of each voltage it holds. */
  readonly shares: readonly number[];
  /** mV on a clock that all observations share, NaN where missing. */
  readonly mv: Float32Array;
}

/** How far observations contradict one another. */
export interface Contradiction {
  /** Energy that no voltages explain, over what chance would leave of unrelated signals: 0 agreement, about 1 none. */
  readonly share: number;
  /** That energy over what sums with other shares leave: about 1 where the observations stray by chance, large where they are no such sums. */
  readonly unlawful: number;
  /** Variance of an observation about what the voltages explain, mV². */
  readonly variance: number;
  /** Mean of each observation where all are known, and how many samples these are. */
  readonly means: readonly number[];
  readonly samples: number;
}

/** Fewer common samples tell nothing. */
const LEAST_SAMPLES = 200;

/** Null where there are no more observations than voltages, or too few samples of all; samples that `left` marks are left out. */
export function contradiction(observations: readonly Observation[], left?: Uint8Array): Contradiction | null {
  const count = observations.length;
  const voltages = observations[0]?.shares.length ?? 0;
  if (count <= voltages) return null;
  const ofAll = knownByAll(observations.map(({ mv }) => mv));
  const known = left === undefined ? ofAll : ofAll.filter((i) => left[i] !== 1);
  if (known.length < LEAST_SAMPLES) return null;
  const means = observations.map(({ mv }) => meanAt(mv, known));
  const centred = observations.map(({ mv }, k) => centredAt(mv, known, means[k] as number));
  const products = centred.map((one) => centred.map((other) => product(one, other)));
  const total = products.reduce((sum, row, k) => sum + (row[k] as number), 0);
  const rest = unexplained(observations.map(({ shares }) => shares)).reduce(
    (sum, row, i) => sum + row.reduce((part, value, j) => part + value * (products[i]?.[j] as number), 0),
    0,
  );
  const least = total - greatest(products, voltages);
  return {
    share: (rest / total) * (count / (count - voltages)),
    unlawful: rest / Math.max(least, 1e-9 * total),
    variance: rest / known.length / (count - voltages),
    means,
    samples: known.length,
  };
}

function meanAt(mv: Float32Array, samples: Uint32Array): number {
  let sum = 0;
  for (let k = 0; k < samples.length; k++) sum += mv[samples[k] as number] as number;
  return sum / samples.length;
}

function centredAt(mv: Float32Array, samples: Uint32Array, mean: number): Float64Array {
  const centred = new Float64Array(samples.length);
  for (let k = 0; k < samples.length; k++) centred[k] = (mv[samples[k] as number] as number) - mean;
  return centred;
}

function product(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < one.length; k++) sum += (one[k] as number) * (other[k] as number);
  return sum;
}

/** Tracings that contradict one another by more than this share of their energy are not all right, and which are is not known. */
const MOST_CONTRADICTION = 0.1;
/** Where other sums explain the leads so much better they owe one another nothing, as where each was scaled by itself. */
const UNLAWFUL = 1.5;

/** Whether observations obey their law but for what tracing strays by. */
export function isBelieved({ share, unlawful }: Contradiction): boolean {
  return share <= MOST_CONTRADICTION && unlawful <= UNLAWFUL;
}

/** Energy of a sample against the usual one from which on it is astray, and how far around it, samples. */
const ASTRAY = 25;
const AROUND = 4;
/** More of the time than this is not astray, it is so. */
const MOST_ASTRAY = 0.3;

/** The samples (1) in which observations contradict one another far more than elsewhere; null where that is much of the time. */
export function astray(observations: readonly Observation[], { means }: Contradiction): Uint8Array | null {
  const of = unexplained(observations.map(({ shares }) => shares));
  const length = observations[0]?.mv.length ?? 0;
  const energy = new Float64Array(length);
  for (const row of of) {
    const own = new Float64Array(length);
    for (const [k, value] of row.entries()) {
      const { mv } = observations[k] as Observation;
      const mean = means[k] as number;
      for (let i = 0; i < length; i++) own[i] = (own[i] as number) + value * ((mv[i] as number) - mean);
    }
    for (let i = 0; i < length; i++) energy[i] = (energy[i] as number) + (own[i] as number) * (own[i] as number);
  }
  const usual = medianOfKnown(energy);
  const marked = new Uint8Array(length);
  for (let i = 0; i < length; i++)
    if ((energy[i] as number) > ASTRAY * usual) marked.fill(1, Math.max(0, i - AROUND), i + AROUND + 1);
  return marked.reduce((sum, one) => sum + one, 0) > MOST_ASTRAY * length ? null : marked;
}

/** Takes values of the observations to what no voltages explain of them: a row an observation. */
function unexplained(shares: readonly (readonly number[])[]): number[][] {
  const rows = Float64Array.from(shares.flat());
  const weights = new Float64Array(shares.length).fill(1);
  const voltages = shares[0]?.length ?? 0;
  const out = shares.map((): number[] => []);
  for (const j of shares.keys()) {
    const one = Float64Array.from(shares, (_, i) => (i === j ? 1 : 0));
    const of = leastSquares(rows, one, weights, voltages);
    for (const [i, own] of shares.entries())
      out[i]?.push((one[i] as number) - own.reduce((sum, share, k) => sum + share * (of[k] as number), 0));
  }
  return out;
}

/** Rounds of the power iteration. */
const ROUNDS = 100;

/** Sum of the greatest `count` eigenvalues of a symmetric matrix without negative ones, by power iteration. */
function greatest(matrix: readonly (readonly number[])[], count: number): number {
  let rest = matrix.map((row) => [...row]);
  let sum = 0;
  for (let found = 0; found < count; found++) {
    let vector = rest.map((row, k) => (row[k] as number) + 1e-12 * (k + 1));
    let value = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const next = rest.map((row) => row.reduce((part, entry, k) => part + entry * (vector[k] as number), 0));
      value = Math.hypot(...next);
      if (value === 0) break;
      vector = next.map((entry) => entry / value);
    }
    sum += value;
    rest = rest.map((row, i) => row.map((entry, j) => entry - value * (vector[i] as number) * (vector[j] as number)));
  }
  return sum;
}
