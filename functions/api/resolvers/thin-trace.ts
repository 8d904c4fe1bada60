/** The samples for JSON: rounded to a microvolt, null where missing. */
export function nullWhereMissing(samples: Float32Array): (number | null)[] {
  return Array.from(samples, (value) => (Number.isNaN(value) ? null : Math.round(value * 1000) / 1000));
}

/**
 * At most `maxSamples` samples that keep every peak: each stretch gives its lowest and its highest sample in their
 * order, so an R peak survives where plain decimation would lose it. A stretch of missing samples gives two missing ones.
 */
export function thinTrace(samples: Float32Array, maxSamples: number): Float32Array {
  if (samples.length <= maxSamples) return samples;
  const stretches = Math.max(1, Math.floor(maxSamples / 2));
  const thinned = new Float32Array(stretches * 2).fill(Number.NaN);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * samples.length) / stretches);
    const to = Math.floor(((stretch + 1) * samples.length) / stretches);
    let lowest = -1;
    let highest = -1;
    for (let i = from; i < to; i++) {
      const value = samples[i] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      if (lowest < 0 || value < (samples[lowest] ?? 0)) lowest = i;
      if (highest < 0 || value > (samples[highest] ?? 0)) highest = i;
    }
    if (lowest < 0) continue;
    thinned[stretch * 2] = samples[Math.min(lowest, highest)] ?? Number.NaN;
    thinned[stretch * 2 + 1] = samples[Math.max(lowest, highest)] ?? Number.NaN;
  }
  return thinned;
}
