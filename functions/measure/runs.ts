/** A stretch of samples that are all present: `from` inclusive, `to` exclusive. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** The stretches of `samples` without NaN that are at least `minSamples` long, in order. */
export function validRuns(samples: Float32Array, minSamples = 1): Run[] {
  const runs: Run[] = [];
  let from = -1;
  for (let i = 0; i <= samples.length; i++) {
    const present = i < samples.length && !Number.isNaN(samples[i]);
    if (present && from < 0) from = i;
    if (!present && from >= 0) {
      if (i - from >= minSamples) runs.push({ from, to: i });
      from = -1;
    }
  }
  return runs;
}

/**
 * A copy of `samples` whose gaps of at most `maxGapSamples` between two present samples are filled by a straight
 * line, so that one lost pixel column does not break a filter's run. Longer gaps stay NaN.
 */
export function bridgeShortGaps(samples: Float32Array, maxGapSamples: number): Float32Array {
  const bridged = samples.slice();
  let last = -1;
  for (let i = 0; i < bridged.length; i++) {
    if (Number.isNaN(bridged[i])) continue;
    const gap = i - last - 1;
    if (last >= 0 && gap > 0 && gap <= maxGapSamples) {
      const start = bridged[last] as number;
      const slope = ((bridged[i] as number) - start) / (gap + 1);
      for (let k = 1; k <= gap; k++) bridged[last + k] = start + slope * k;
    }
    last = i;
  }
  return bridged;
}
