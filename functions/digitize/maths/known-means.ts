/** Mean of the known samples within `half` of each; NaN where a sample is unknown itself. */
export function knownMeans(values: Float32Array, half: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  const counts = new Uint32Array(values.length + 1);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const isKnown = !Number.isNaN(value);
    sums[i + 1] = (sums[i] as number) + (isKnown ? value : 0);
    counts[i + 1] = (counts[i] as number) + (isKnown ? 1 : 0);
  }
  const means = new Float64Array(values.length).fill(Number.NaN);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i] as number)) continue;
    const from = Math.max(0, i - half);
    const to = Math.min(values.length, i + half + 1);
    means[i] = ((sums[to] as number) - (sums[from] as number)) / ((counts[to] as number) - (counts[from] as number));
  }
  return means;
}
