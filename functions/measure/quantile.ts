/** The p-quantile (0…1) of the values that are not NaN, by linear interpolation; NaN when there is none. */
export function quantile(values: Iterable<number>, p: number): number {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  if (sorted.length === 0) return Number.NaN;
  const at = p * (sorted.length - 1);
  const left = Math.floor(at);
  const a = sorted[left] as number;
  return a + (at - left) * ((sorted[left + 1] ?? a) - a);
}

/** The median of the values that are not NaN; NaN when there is none. */
export function median(values: Iterable<number>): number {
  return quantile(values, 0.5);
}

/** The median of the first `count` values, which are sorted in place; few values, so by insertion. NaN of none. */
export function medianInPlace(values: Float64Array, count: number): number {
  for (let i = 1; i < count; i++) {
    const value = values[i] as number;
    let k = i - 1;
    for (; k >= 0 && (values[k] as number) > value; k--) values[k + 1] = values[k] as number;
    values[k + 1] = value;
  }
  if (count === 0) return Number.NaN;
  const half = count >> 1;
  return count & 1 ? (values[half] as number) : ((values[half - 1] as number) + (values[half] as number)) / 2;
}
