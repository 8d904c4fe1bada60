import { oddExtension } from './valid-runs.ts';

/**
 * Butterworth band-pass of 0.5–40 Hz at 100 Hz, two poles at each edge, as second-order sections b0 b1 b2 a1 a2
 * with the state that a constant input of 1 to the cascade settles to. Designed by `scipy.signal.butter(2, [0.5, 40], 'bandpass',
 * fs=100, output='sos')` and `sosfilt_zi`; models/preprocess.golden.json holds vectors made by scipy with them.
 */
const SECTIONS = [
  {
    b: [0.6244476715487451, 1.2488953430974903, 0.6244476715487451],
    a: [1.1408534076762136, 0.413249359615477],
    settled: [0.35350463255669146, 0.2203095081426933],
  },
  {
    b: [1, -2, 1],
    a: [-1.9555729802568478, 0.9565482701146634],
    settled: [-0.9779523041054247, 0.9779523041054252],
  },
] as const;

const PAD_SAMPLES = 150;

/** The run filtered to 0.5–40 Hz without phase shift, forwards and backwards over its odd extension of 1.5 s. */
export function bandPass(samples: Float64Array): Float64Array {
  const { extended, pad } = oddExtension(samples, PAD_SAMPLES);
  forwards(extended);
  extended.reverse();
  forwards(extended);
  extended.reverse();
  return extended.slice(pad, pad + samples.length);
}

function forwards(samples: Float64Array): void {
  const start = samples[0] as number;
  for (const { b, a, settled } of SECTIONS) {
    let s0 = settled[0] * start;
    let s1 = settled[1] * start;
    for (let i = 0; i < samples.length; i++) {
      const x = samples[i] as number;
      const y = b[0] * x + s0;
      s0 = b[1] * x - a[0] * y + s1;
      s1 = b[2] * x - a[1] * y;
      samples[i] = y;
    }
  }
}
