/** A trace's samples by size, missing ones left out. */
export interface SampleQuantiles {
  readonly count: number;
  /** The sample that this share of the others does not exceed; not a number where there is none. */
  at(share: number): number;
}

export function sampleQuantiles(mv: Float32Array): SampleQuantiles {
  const sorted = mv.filter((v) => !Number.isNaN(v)).sort();
  return { count: sorted.length, at: (share) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN };
}

/** Distance between the outermost hundredths of a trace, mV; not a number for an empty one. */
export function traceHeight(mv: Float32Array): number {
  const { at } = sampleQuantiles(mv);
  return at(0.99) - at(0.01);
}
