import { nthSmallest } from './nth-smallest.ts';

/** The median, of an even number the upper of the two in the middle; 0 of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** The same of the values that are not missing. */
export function medianOfKnown(values: ArrayLike<number>): number {
  const known = new Float64Array(values).filter((value) => !Number.isNaN(value));
  return known.length === 0 ? 0 : nthSmallest(known, known.length >> 1);
}
