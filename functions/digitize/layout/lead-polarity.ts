import type { Lead } from '../../leads.ts';
import { sampleQuantiles } from '../maths/sample-quantiles.ts';

/** Which way the larger wave of the QRS points in most hearts, and how far to believe it. */
const USUAL: Partial<Record<Lead, number>> = {
  I: 0.5,
  II: 0.6,
  aVR: -1.2,
  V1: -0.7,
  V2: -0.3,
  V4: 0.4,
  V5: 0.9,
  V6: 0.9,
};

/** −1 where a trace reaches only below its median, +1 only above, by its outermost hundredths; 0 for an empty one. */
export function polarity(mv: Float32Array): number {
  const { count, at } = sampleQuantiles(mv);
  if (count < 50) return 0;
  const [up, down] = [at(0.99) - at(0.5), at(0.5) - at(0.01)];
  return up + down > 0 ? (up - down) / (up + down) : 0;
}

/** Weak log-odds that blocks bear these names, by which way their QRS points: aVR and V1 down; I, II, V5 and V6 up. `polarityOf` knows the polarity of each trace. */
export function polarityLogOdds(
  named: readonly { readonly lead: Lead; readonly mv: Float32Array; readonly sign: number }[],
  polarityOf: (mv: Float32Array) => number,
): number {
  return named.reduce((sum, { lead, mv, sign }) => sum + (USUAL[lead] ?? 0) * sign * polarityOf(mv), 0);
}
