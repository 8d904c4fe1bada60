/** Those of some values that differ from one of them by less than `reach`, for the one around which most do, the first of several; in the order in which they were given. */
export function largestGroup(values: readonly number[], reach: number): readonly number[] {
  const groups = values.map((value) => values.filter((other) => Math.abs(other - value) < reach));
  return groups.sort((one, other) => other.length - one.length)[0] ?? [];
}
