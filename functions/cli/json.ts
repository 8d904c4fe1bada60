/** 0.1 µV, well below what any recorder resolves. */
const SAMPLE_DECIMALS = 1e4;

/** JSON of a value: typed arrays become arrays rounded to four decimals, NaN and infinities null. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (each instanceof Float32Array ? samplesJson(each) : each));
}

/** Samples rounded to four decimals, missing ones null. */
export function samplesJson(samples: Float32Array): (number | null)[] {
  const out = new Array<number | null>(samples.length);
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i] as number;
    out[i] = Number.isFinite(value) ? Math.round(value * SAMPLE_DECIMALS) / SAMPLE_DECIMALS : null;
  }
  return out;
}
