/**
 * Samples at `toHz` from samples at `fromHz` on the same clock, by Catmull-Rom cubics (Catmull & Rom 1974), by a
 * straight line beside a gap. The input should hold nothing above 40 % of the lower rate. A point next to a missing
 * sample is missing.
 */
export function resample(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  if (fromHz === toHz) return samples;
  const step = fromHz / toHz;
  const last = samples.length - 1;
  const out = new Float32Array(last < 0 ? 0 : Math.floor(last / step + 1e-9) + 1);
  for (let i = 0; i < out.length; i++) {
    const left = Math.min(Math.floor(i * step + 1e-9), last);
    const u = Math.max(0, i * step - left);
    const b = samples[left] as number;
    if (u < 1e-6 || left === last) {
      out[i] = b;
      continue;
    }
    const c = samples[left + 1] as number;
    const before = samples[left - 1] ?? Number.NaN;
    const after = samples[left + 2] ?? Number.NaN;
    const a = Number.isNaN(before) ? 2 * b - c : before;
    const d = Number.isNaN(after) ? 2 * c - b : after;
    out[i] = b + 0.5 * u * (c - a + u * (2 * a - 5 * b + 4 * c - d + u * (3 * (b - c) + d - a)));
  }
  return out;
}
