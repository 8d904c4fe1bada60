const SAMPLE_RATE_HZ = 500;
/** A beat is told by so much around it, s. */
const AROUND_S = 0.08;
/** Beats are looked for in steps of so many samples, by every such sample, and from the best of these places on finely. */
const COARSE = 4;

/**
 * How far, mV RMS of all leads together, a stretch with what is around it is from the place of simultaneous leads that it is most like, levels aside.
 * Places that hold a sample astray are none; infinite where there is no other.
 */
export function nearestBeat(
  leads: readonly Float32Array[],
  isAstray: (sample: number) => boolean,
  from: number,
  to: number,
): number {
  const samples = Math.min(...leads.map((mv) => mv.length));
  const around = AROUND_S * SAMPLE_RATE_HZ;
  const first = Math.max(0, from - around);
  const length = Math.min(samples, to + around) - first;
  const squaresAt = (at: number, step: number, most: number) => {
    let sum = 0;
    for (const mv of leads) if (sum < most) sum += varianceBetween(mv, first, at, length, step);
    return sum;
  };
  let [nearest, place] = [Number.POSITIVE_INFINITY, 0];
  // The next place that a window can begin at without a sample astray in it.
  let clear = 0;
  for (let at = 0, end = 0; at + length <= samples; at += COARSE) {
    for (; end < at + length; end++) if (isAstray(end)) clear = end + 1;
    if (at < clear || Math.abs(at - first) < length) continue;
    const squares = squaresAt(at, COARSE, nearest);
    if (squares < nearest) [nearest, place] = [squares, at];
  }
  if (nearest === Number.POSITIVE_INFINITY) return nearest;
  let fine = Number.POSITIVE_INFINITY;
  const last = Math.min(samples - length, place + COARSE);
  for (let at = Math.max(0, place - COARSE); at <= last; at++) fine = Math.min(fine, squaresAt(at, 1, fine));
  return Math.sqrt(fine);
}

/** Variance of the difference between two stretches of a lead, by every `step`th sample; infinite where half of one is missing. */
function varianceBetween(mv: Float32Array, one: number, other: number, length: number, step: number): number {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < length; k += step) {
    const difference = (mv[one + k] as number) - (mv[other + k] as number);
    if (Number.isNaN(difference)) continue;
    count++;
    sum += difference;
    squares += difference * difference;
  }
  return count < length / step / 2 ? Number.POSITIVE_INFINITY : squares / count - (sum / count) ** 2;
}
