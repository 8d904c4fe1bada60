import { transform } from './fourier.ts';

/** Power at equally spaced frequencies from 0 to half a cycle a sample. */
export interface Spectrum {
  readonly power: Float32Array;
  /** Bins a cycle/sample. */
  readonly binsPerCycle: number;
  /** Sum of squares of the windowed samples. */
  readonly energy: number;
}

/** Power spectrum of a profile under a parabolic window, zero-padded at least eight times; power of a sine of amplitude a is about (a·n/3)². */
export function powerSpectrum(profile: Float32Array): Spectrum {
  const n = profile.length;
  let size = 1024;
  while (size < n * 8) size *= 2;
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  let energy = 0;
  for (let i = 0; i < n; i++) {
    const window = 1 - ((2 * i - n + 1) / n) ** 2;
    const value = (profile[i] as number) * window;
    re[i] = value;
    energy += value * value;
  }
  transform(re, im);
  const power = new Float32Array(size / 2);
  for (let i = 0; i < power.length; i++) power[i] = (re[i] as number) ** 2 + (im[i] as number) ** 2;
  return { power, binsPerCycle: size, energy };
}

/** Power at a frequency in cycles a sample, linear between bins; 0 beyond half a cycle. */
export function powerAt(spectrum: Spectrum, frequency: number): number {
  const at = frequency * spectrum.binsPerCycle;
  const bin = Math.floor(at);
  if (bin < 0 || bin + 1 >= spectrum.power.length) return 0;
  const share = at - bin;
  return (spectrum.power[bin] as number) * (1 - share) + (spectrum.power[bin + 1] as number) * share;
}
