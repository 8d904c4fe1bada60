import type { BeatProbabilities } from './classifier.ts';

/** How the share of S among a patient's early beats is found. */
export interface ShareModel {
  /** Share of S among the early beats that are S or N, as the classifier was trained. */
  readonly usual: number;
  /** The usual share counts as this many beats: a short recording keeps to it. */
  readonly beats: number;
  /** Added to the logarithm of S while the share is counted: N outnumbers S in training far more than its errors weigh. */
  readonly lean: number;
}

const ROUNDS = 30;

/**
 * The classifier's probabilities with the S of each beat put to the patient's own share of S, found by expectation
 * maximisation (Saerens 2002): who has many premature atrial beats gets the doubtful ones too, who has none keeps the
 * early beats of his breathing. Only beats marked `possible` are counted, and V and Q leave the share as it is.
 */
export function atPatientShare(
  all: readonly BeatProbabilities[],
  possible: readonly boolean[],
  { usual, beats, lean }: ShareModel,
): BeatProbabilities[] {
  const counted = all.filter((_, i) => possible[i]);
  const logit = (share: number) => Math.log(share / (1 - share));
  let shift = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let s = 0;
    let n = 0;
    const factor = Math.exp(lean + shift);
    for (const p of counted) {
      const sum = p[0] + factor * p[1] + p[2] + p[3];
      s += (factor * p[1]) / sum;
      n += p[0] / sum;
    }
    shift = logit((s + beats * usual) / (s + n + beats)) - logit(usual);
  }
  const factor = Math.exp(shift);
  return all.map(([n, s, v, q]) => {
    const sum = n + factor * s + v + q;
    return [n / sum, (factor * s) / sum, v / sum, q / sum];
  });
}
