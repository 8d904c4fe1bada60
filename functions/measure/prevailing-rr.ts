import { median } from './quantile.ts';
import type { Beat } from './types.ts';

/** An interval counts as one of the prevailing rhythm when it is this near to the median. */
const TOLERANCE = 0.1;
/** Share of the intervals that must be near the median for a rhythm to prevail. */
const PREVAILING_SHARE = 0.6;

/**
 * RR of the prevailing rhythm, ms: the mean of the intervals within 10 % of the median where most are, so that a
 * premature beat, its pause, or one false detection at the edge of a page does not shift the rate; in an irregular
 * rhythm (fibrillation) the mean of all. Null below two beats.
 */
export function prevailingRrMs(beats: readonly Beat[]): number | null {
  const rr = beats.slice(1).map((beat, k) => 1000 * (beat.rPeakS - (beats[k] as Beat).rPeakS));
  if (rr.length === 0) return null;
  const middle = median(rr);
  const near = rr.filter((value) => Math.abs(value - middle) <= TOLERANCE * middle);
  const counted = near.length >= PREVAILING_SHARE * rr.length ? near : rr;
  return counted.reduce((sum, value) => sum + value, 0) / counted.length;
}
