import { knownMeans } from '../maths/known-means.ts';
import { sampleQuantiles } from '../maths/sample-quantiles.ts';

const SAMPLE_RATE_HZ = 500;
/** Steepness is taken over so much, and told to so much of time, s: leads are steep at different moments of a QRS complex. */
const STEEP_OVER_S = 0.008;
const BLUR_S = 0.04;
/** The steepest of a lead count no more than this against its usual QRS complex, so that an artefact does not outvote beats. */
const MOST = 1.5;

/**
 * How steep simultaneous leads are together, sample by sample, each against its own steepest hundredth and blurred: high at QRS complexes, whichever leads
 * they are. NaN where none of them is known.
 */
export const qrsActivity = (leads: readonly Float32Array[]): Float32Array => activityOf(leads.map(steepShare));

/** How steep a lead is against its own steepest hundredth; NaN where that is not known, and throughout of a flat one. */
export function steepShare(mv: Float32Array): Float64Array {
  const steep = steepness(mv);
  const usual = sampleQuantiles(steep).at(0.99);
  return Float64Array.from(steep, (value) => (usual > 0 ? Math.min(MOST, value / usual) : Number.NaN));
}

/** The activity of leads by how steep each is. */
export function activityOf(leads: readonly Float64Array[]): Float32Array {
  const length = Math.max(0, ...leads.map((steep) => steep.length));
  const sum = new Float32Array(length);
  const known = new Float32Array(length);
  for (const steep of leads) {
    for (let i = 0; i < steep.length; i++) {
      const value = steep[i] as number;
      if (Number.isNaN(value)) continue;
      sum[i] = (sum[i] as number) + value;
      known[i] = (known[i] as number) + 1;
    }
  }
  const mean = new Float32Array(length);
  // None of none is not a number.
  for (let i = 0; i < length; i++) mean[i] = (sum[i] as number) / (known[i] as number);
  return new Float32Array(knownMeans(mean, Math.round((BLUR_S * SAMPLE_RATE_HZ) / 2)));
}

function steepness(mv: Float32Array): Float32Array {
  const half = (STEEP_OVER_S * SAMPLE_RATE_HZ) / 2;
  const steep = new Float32Array(mv.length).fill(Number.NaN);
  for (let i = half; i + half < mv.length; i++) {
    steep[i] = Math.abs((mv[i + half] as number) - (mv[i - half] as number));
  }
  return steep;
}

/** Beats are at least so high against the highest, and so far apart, s. */
const LEAST_SHARE = 0.5;
const APART_S = 0.25;

/** Samples in the middle of the QRS complexes of an activity. */
export function beatsOf(activity: Float32Array): number[] {
  const least = LEAST_SHARE * sampleQuantiles(activity).at(1);
  const reach = Math.round(APART_S * SAMPLE_RATE_HZ);
  const beats: number[] = [];
  activity.forEach((value, i) => {
    if (!(value >= least)) return;
    const around = activity.subarray(Math.max(0, i - reach), i + reach);
    if (around.some((other) => other > value)) return;
    if (i - (beats.at(-1) ?? Number.NEGATIVE_INFINITY) > reach) beats.push(i);
  });
  return beats;
}
