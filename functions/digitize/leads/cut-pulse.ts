import { beginning, beginningLater } from './blank-start.ts';
import type { BlockSignal } from './lead-cut.ts';

const SAMPLE_RATE_HZ = 500;
/** How long the rest of a pulse may last, s. */
const LONGEST_S = 0.2;
/** What of its top is left, at least, and how much that may waver against its height. */
const LEAST_TOP_S = 0.008;
const LEVEL = 0.06;
/** A pulse of a quarter of the usual height, mV. */
const LEAST_MV = 0.25;
/** How long its flank takes, s, and by how much the flanks of the rows may differ in time. */
const FLANK_S = 0.04;
const IN_STEP_S = 0.012;
/** By how much heights may differ between the rows. */
const ALIKE = 0.1;

/**
 * Lets the recording begin after a calibration pulse that the picture's edge cuts: what is left of it passes for the traces' own beginning. All rows
 * begin level, equally high above what follows, and fall at once, which no heart does in limb leads (I + III = II), nor in one row alone.
 */
export function afterCutPulse(blocks: readonly BlockSignal[]): BlockSignal[] {
  const falls = beginning(blocks).map(({ mv }) => levelFall(mv));
  const known = falls.filter((fall) => fall !== null);
  if (falls.length < 2 || known.length < falls.length) return [...blocks];
  const heights = known.map(({ heightMv }) => heightMv);
  const ends = known.map(({ endsAt }) => endsAt);
  const isOne =
    Math.max(...heights) < (1 + ALIKE) * Math.min(...heights) &&
    Math.max(...ends) - Math.min(...ends) <= IN_STEP_S * SAMPLE_RATE_HZ;
  return isOne ? beginningLater(blocks, Math.max(...ends)) : [...blocks];
}

/** The fall that ends a level beginning: how high it is and the sample after it; null where the trace begins otherwise. */
function levelFall(mv: Float32Array): { heightMv: number; endsAt: number } | null {
  const from = mv.findIndex((v) => !Number.isNaN(v));
  const to = Math.min(mv.length, LONGEST_S * SAMPLE_RATE_HZ);
  if (from < 0) return null;
  const flank = FLANK_S * SAMPLE_RATE_HZ;
  let fall: { heightMv: number; endsAt: number } | null = null;
  let high = Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  // The last place that still has a level beginning before it sees the whole flank.
  for (let k = from + 1; k + flank < to; k++) {
    high = Math.max(high, mv[k - 1] as number);
    low = Math.min(low, mv[k - 1] as number);
    if (k < from + LEAST_TOP_S * SAMPLE_RATE_HZ) continue;
    const after = lowest(mv, k, k + flank);
    const heightMv = (high + low) / 2 - after;
    if (!(high - low < LEVEL * heightMv) || heightMv < LEAST_MV) continue;
    fall = { heightMv, endsAt: mv.findIndex((v, i) => i >= k && v <= after + LEVEL * heightMv) + 1 };
  }
  return fall;
}

function lowest(mv: Float32Array, from: number, to: number): number {
  return mv.subarray(from, to).reduce((low, v) => (v < low ? v : low), Number.POSITIVE_INFINITY);
}
