import { nthSmallest } from './nth-smallest.ts';

/** A trace's samples by size, missing ones left out. */
export interface SampleQuantiles {
  readonly count: number;
  /** The sample that this share of the others does not exceed; not a number where there is none. */
  at(share: number): number;
}

export function sampleQuantiles(mv: Float32Array): SampleQuantiles {
  const known = new Float32Array(mv.length);
  let count = 0;
  for (let i = 0; i < mv.length; i++) {
    const value = mv[i] as number;
    if (!Number.isNaN(value)) known[count++] = value;
  }
  const samples = known.subarray(0, count);
  return {
    count,
    at: (share) => (count === 0 ? Number.NaN : nthSmallest(samples, Math.floor(share * (count - 1)))),
  };
}

/** Distance between the outermost hundredths of a trace, mV; not a number for an empty one. */
export function traceHeight(mv: Float32Array): number {
  const { at } = sampleQuantiles(mv);
  return at(0.99) - at(0.01);
}
