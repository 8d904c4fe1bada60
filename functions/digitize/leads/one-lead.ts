import { bestAgreement, bestCorrelation } from '../maths/correlate.ts';
import { medianOfKnown } from '../maths/median.ts';
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
const ALIKE = 0.9;
const ALIKE_HEIGHT = 1.5;

/**
 * Whether rows one below another, mV at 500 Hz, show one lead that goes on from each row to the next, as watches and monitors print half a minute: their
 * beats have one shape and height, but stand at other places in each row. Leads that were recorded together have their beats at the same places.
 * A rhythm so steady that beats stand one below another in all rows is not told.
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
  if (Math.min(...agreements) > AT_ONCE) return false;
  const [first, ...others] = rows.map((mv, k) => usualBeat(mv, beats[k] as number[]));
  return others.every((shape) => first !== undefined && areAlike(first, shape));
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

function areAlike(one: Float32Array, other: Float32Array): boolean {
  const agreement = bestAgreement(one, other, LAG_SAMPLES, one.length / 2);
  const height = heightOf(one) / heightOf(other);
  return (agreement?.r ?? 0) > ALIKE && height < ALIKE_HEIGHT && height > 1 / ALIKE_HEIGHT;
}

const heightOf = (shape: Float32Array): number => Math.max(...shape) - Math.min(...shape);
