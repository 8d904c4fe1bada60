import { oddExtension, type Run } from './valid-runs.ts';

/** The rate at which every network reads. */
export const NETWORK_RATE_HZ = 100;

const HALF_WIDTH_S = 0.15;
const CUTOFF_HZ = 50;

/**
 * The run on the grid k / 100 s of the recording's clock: a Hamming-windowed sinc of ±0.15 s, cut off at 50 Hz (at
 * 45 % of rates below 111 Hz), the run mirrored through its ends. `first` of the result is k of its first sample.
 * A run that is at 100 Hz already is returned as it is.
 */
export function resampleRun(run: Run, sampleRateHz: number): Run {
  if (sampleRateHz === NETWORK_RATE_HZ) return run;
  const n = run.samples.length;
  const first = Math.ceil((run.first / sampleRateHz) * NETWORK_RATE_HZ - 1e-6);
  const last = Math.floor(((run.first + n - 1) / sampleRateHz) * NETWORK_RATE_HZ + 1e-6);
  const reach = Math.ceil(HALF_WIDTH_S * sampleRateHz);
  const { extended, pad } = oddExtension(run.samples, reach + 1);
  const kernels = new Map<number, Float64Array>();
  const samples = new Float64Array(Math.max(0, last - first + 1));
  for (let k = 0; k < samples.length; k++) {
    const position = ((first + k) / NETWORK_RATE_HZ) * sampleRateHz - run.first;
    const nearest = Math.floor(position + 0.5);
    const offset = Math.round((nearest - position) * 1e6);
    let weights = kernels.get(offset);
    if (weights === undefined) {
      weights = kernel(offset / 1e6, reach, sampleRateHz);
      kernels.set(offset, weights);
    }
    const start = nearest - reach + pad;
    let sum = 0;
    for (let tap = 0; tap < weights.length; tap++) sum += (weights[tap] as number) * (extended[start + tap] as number);
    samples[k] = sum;
  }
  return { first, samples };
}

/** Weights, of sum 1, of the samples −reach … reach around the nearest one, which lies `offset` samples off. */
function kernel(offset: number, reach: number, sampleRateHz: number): Float64Array {
  const cutoffHz = Math.min(CUTOFF_HZ, 0.45 * sampleRateHz);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, tap) => {
    const t = (tap - reach + offset) / sampleRateHz;
    if (Math.abs(t) > HALF_WIDTH_S) return 0;
    return (0.54 + 0.46 * Math.cos((Math.PI * t) / HALF_WIDTH_S)) * sinc(2 * cutoffHz * t);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
