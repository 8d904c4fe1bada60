import type { Vector } from './dipole.ts';

/**
 * One smooth deflection of the heart vector: (1 − u²)³ on each side of its peak, exactly 0 beyond `riseS` before
 * and `fallS` after it; with `holdS` it stays at its peak before it falls.
 */
export interface Lobe {
  readonly peakS: number;
  readonly riseS: number;
  readonly fallS: number;
  readonly holdS?: number;
  readonly dipole: Vector;
}

/** Weight in [0, 1] of a lobe at a time; both on the same clock. */
export function lobeWeight(lobe: Lobe, timeS: number): number {
  const sincePeak = timeS - lobe.peakS;
  const hold = lobe.holdS ?? 0;
  if (sincePeak >= 0 && sincePeak <= hold) return 1;
  const u = sincePeak < 0 ? sincePeak / lobe.riseS : (sincePeak - hold) / lobe.fallS;
  if (u <= -1 || u >= 1) return 0;
  const w = 1 - u * u;
  return w * w * w;
}

/** The lobe moved along the clock. */
export function shifted(lobe: Lobe, byS: number): Lobe {
  return { ...lobe, peakS: lobe.peakS + byS };
}
