import { WINDOW } from './beat-window.ts';

/** A wave's borders in samples of the window (fractional) and how sure the network is of it, 0…1. */
export interface Borders {
  readonly onset: number;
  readonly offset: number;
  readonly confidence: number;
}

const THRESHOLD = 0.5;

/**
 * The connected stretch of most probability that lies above 0.5: its crossings of 0.5 between samples, and its mean
 * probability. Null when there is none of at least `minWidth` samples.
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
  return {
    onset: from === 0 ? 0 : from - share(probability[from] as number, probability[from - 1] as number),
    offset: to === WINDOW ? WINDOW - 1 : to - 1 + share(probability[to - 1] as number, probability[to] as number),
    confidence: mass / (to - from),
  };
}

/** Part of a sample from `inside` (above the threshold) to the crossing on the way to `outside`. */
function share(inside: number, outside: number): number {
  return (inside - THRESHOLD) / (inside - outside);
}
