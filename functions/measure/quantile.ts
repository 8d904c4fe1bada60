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
