import { bestAgreement, bestCorrelation } from '../maths/correlate.ts';
import { median, medianOfKnown } from '../maths/median.ts';
import { traceHeight } from '../maths/sample-quantiles.ts';
import { beatsOf, qrsActivity } from './qrs-activity.ts';

const SAMPLE_RATE_HZ = 500;
/** A row is told by so many beats, over so much of time, s. */
const LEAST_BEATS = 3;
const LEAST_S = 4;
/** A beat's shape is what is so long before and behind its middle, s; its middle is known to this, samples. */
const BEFORE_S = 0.12;
const BEHIND_S = 0.28;
const LAG_SAMPLES = 12;
/** Beats of rows that were recorded at once, and that have one shape, agree by more than this in every two of them (200 recordings: 0.96 at least), to so many samples; */
const AT_ONCE = 0.6;
const AT_ONCE_SAMPLES = 8;
/** those of one lead agree by more than this in their shape, and to this factor in their height. */
const ALIKE = { r: 0.9, height: 1.5 } as const;
/** Where no two rows agree by as much as that, they were not recorded at once, and small beats amid noise may be less alike. */
const APART = 0.3;
const ALIKE_AMID_NOISE = { r: 0.7, height: 1.5 } as const;
/** Rows of one lead agree by more than this where they are moved by the time between two beats at most, over so long at least, to this factor in their height. */
const ALONG = { r: 0.92, mostS: 1.5, leastS: 3, height: 1.25 } as const;
/**
 * In a rhythm so steady that beats stand one below another, so many rows whose shapes are the same are one lead (I to III, aVR to aVF and V1 to V3 agree so much in none of 491
 * recordings, V4 to V6 in three), if beats stray by more than this from one distance between rows, samples: those of leads recorded together keep it.
 */
const LEAST_SAME = 3;
const SAME = { r: 0.985, height: 1.1 } as const;
const IN_STEP_SAMPLES = 1;

/**
 * Whether rows one below another, mV at 500 Hz, show one lead that goes on from each row to the next, as watches and monitors print half a minute: their
 * beats have one shape and height, but stand at other places in each row. Leads that were recorded together have their beats at the same places, and other shapes.
 */
export function isOneLead(rows: readonly Float32Array[]): boolean {
  if (rows.length < 2 || rows.some((mv) => mv.length < LEAST_S * SAMPLE_RATE_HZ)) return false;
  const activities = rows.map((mv) => qrsActivity([mv]));
  const beats = activities.map(beatsOf);
  if (beats.some((own) => own.length < LEAST_BEATS)) return false;
  const agreements = activities.flatMap((activity, k) =>
    activities
      .slice(k + 1)
      .map((other) => bestCorrelation(activity, other, AT_ONCE_SAMPLES, LEAST_S * SAMPLE_RATE_HZ) ?? 1),
  );
  const shapes = rows.map((mv, k) => usualBeat(mv, beats[k] as number[]));
  if (Math.min(...agreements) <= AT_ONCE) {
    const areApart = Math.max(...agreements) < APART;
    return areAlike(shapes.slice(0, 1), shapes, areApart ? ALIKE_AMID_NOISE : ALIKE) || goOnAlike(rows);
  }
  return rows.length >= LEAST_SAME && areAlike(shapes, shapes, SAME) && !keepStep(beats);
}

/** Whether rows, moved along, are all as the first is and as high: of broad complexes the begin and the end may each pass for a beat, which then has no one shape. */
function goOnAlike([first = new Float32Array(0), ...others]: readonly Float32Array[]): boolean {
  return others.every((mv) => {
    const r = bestCorrelation(first, mv, ALONG.mostS * SAMPLE_RATE_HZ, ALONG.leastS * SAMPLE_RATE_HZ) ?? 0;
    return r > ALONG.r && isWithin(traceHeight(first) / traceHeight(mv), ALONG.height);
  });
}

/** The median of a row's beats, sample by sample, each about its own median. */
function usualBeat(mv: Float32Array, beats: readonly number[]): Float32Array {
  const [before, behind] = [BEFORE_S * SAMPLE_RATE_HZ, BEHIND_S * SAMPLE_RATE_HZ];
  const whole = beats.filter((at) => at >= before && at + behind <= mv.length);
  const shapes = whole.map((at) => {
    const shape = mv.subarray(at - before, at + behind);
    const level = medianOfKnown(shape);
    return shape.map((v) => v - level);
  });
  return Float32Array.from({ length: before + behind }, (_, i) => medianOfKnown(shapes.map((shape) => shape[i] ?? 0)));
}

/** Whether the beats of each row stand at one distance from those of the first. */
function keepStep([first = [], ...others]: readonly (readonly number[])[]): boolean {
  return others.every((beats) => {
    const apart = first.map((at) => nearestTo(at, beats) - at);
    const usual = median(apart);
    return median(apart.map((samples) => Math.abs(samples - usual))) <= IN_STEP_SAMPLES;
  });
}

/** Whether all of some shapes agree with each of others, by so much and to this factor in their height. */
function areAlike(
  some: readonly Float32Array[],
  others: readonly Float32Array[],
  { r, height }: { readonly r: number; readonly height: number },
): boolean {
  return some.every((one) =>
    others.every((other) => {
      const agreement = bestAgreement(one, other, LAG_SAMPLES, one.length / 2);
      return (agreement?.r ?? 0) > r && isWithin(heightOf(one) / heightOf(other), height);
    }),
  );
}

const isWithin = (ratio: number, factor: number): boolean => ratio < factor && ratio > 1 / factor;

const nearestTo = (at: number, beats: readonly number[]): number =>
  beats.reduce((nearest, beat) => (Math.abs(beat - at) < Math.abs(nearest - at) ? beat : nearest));

const heightOf = (shape: Float32Array): number => Math.max(...shape) - Math.min(...shape);
