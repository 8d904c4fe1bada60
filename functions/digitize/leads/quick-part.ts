import { knownMeans } from '../maths/known-means.ts';

/** What is slower than this to both sides tells nothing of when, samples (2 ms). */
const REACH = 75;

/** A signal less its mean over 0.15 s to both sides: what is steep enough to say when it was drawn. NaN where missing. */
export function quickPart(mv: Float32Array): Float32Array {
  const means = knownMeans(mv, REACH);
  const quick = new Float32Array(mv.length);
  for (let i = 0; i < mv.length; i++) quick[i] = (mv[i] as number) - (means[i] as number);
  return quick;
}
