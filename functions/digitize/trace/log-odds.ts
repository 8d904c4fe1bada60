/** The largest log-odds of a pixel, at probabilities clipped to 0.02–0.98. */
export const MAX_LOG_ODDS = Math.log(0.98 / 0.02);

/** Coverage at which ink and paper are equally likely: steep thin strokes cover their pixels only partly. */
const EVEN_COVERAGE = 0.4;

/** Log-odds of ink for each of the 256 ink values, when `level` is a full stroke: straight through even odds, clipped. */
export function logOddsTable(level: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => {
    const share = value / level / EVEN_COVERAGE - 1;
    return MAX_LOG_ODDS * Math.min(1, Math.max(-1, share));
  });
}
