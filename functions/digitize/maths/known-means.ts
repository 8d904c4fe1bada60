/** Mean of the known samples within `half` of each; NaN where a sample is unknown itself. */
export function knownMeans(values: Float32Array, half: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  const counts = new Uint32Array(values.length + 1);
  values.forEach((value, i) => {
    const isKnown = !Number.isNaN(value);
    sums[i + 1] = (sums[i] as number) + (isKnown ? value : 0);
    counts[i + 1] = (counts[i] as number) + (isKnown ? 1 : 0);
  });
  return Float64Array.from(values, (value, i) => {
    if (Number.isNaN(value)) return value;
    const [from, to] = [Math.max(0, i - half), Math.min(values.length, i + half + 1)];
    return ((sums[to] as number) - (sums[from] as number)) / ((counts[to] as number) - (counts[from] as number));
  });
}
