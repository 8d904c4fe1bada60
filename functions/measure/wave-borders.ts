import { WINDOW } from './beat-window.ts';

/** A wave's borders in samples of the window (fractional) and how sure the network is of it, 0…1. */
export interface Borders {
  readonly onset: number;
  readonly offset: number;
  readonly confidence: number;
}

const THRESHOLD = 0.5;

/** Beyond where the probability has sunk to this share of its peak nothing is left of the wave. */
const TAIL = 0.02;

/**
 * The connected stretch of most probability that lies above 0.5, its mean probability, and the borders that are expected of
 * it: the probability beside its peak, made to fall steadily, says how likely the wave has begun or not yet ended there, so
 * that its sum is the mean place of the border. Where annotators may take one bend or the next, the mean errs by less
 * than the crossing of 0.5, their median. Null when there is none of at least `minWidth` samples.
 */
export function bordersOf(probability: Float32Array, minWidth: number): Borders | null {
  let best: { from: number; to: number; mass: number } | null = null;
  for (let from = 0; from < WINDOW; from++) {
    if (!((probability[from] as number) > THRESHOLD)) continue;
    let to = from;
    let mass = 0;
    while (to < WINDOW && (probability[to] as number) > THRESHOLD) mass += probability[to++] as number;
    if (best === null || mass > best.mass) best = { from, to, mass };
    from = to;
  }
  if (best === null || best.to - best.from < minWidth) return null;
  const { from, to, mass } = best;
  let peak = from;
  for (let at = from; at < to; at++) if ((probability[at] as number) > (probability[peak] as number)) peak = at;
  return {
    onset: Math.max(0, peak + 0.5 - reach(probability, peak, -1)),
    offset: Math.min(WINDOW - 1, peak - 0.5 + reach(probability, peak, 1)),
    confidence: mass / (to - from),
  };
}

/** How far the wave is expected to reach from its peak in one direction, in samples, the peak's own included. */
function reach(probability: Float32Array, peak: number, step: 1 | -1): number {
  const top = probability[peak] as number;
  let lasting = 1;
  let sum = 0;
  for (let at = peak; at >= 0 && at < WINDOW; at += step) {
    lasting = Math.min(lasting, (probability[at] as number) / top);
    if (lasting < TAIL) break;
    sum += lasting;
  }
  return sum;
}
