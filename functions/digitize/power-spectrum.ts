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

/** In-place radix-2 Fourier transform (Cooley and Tukey 1965); lengths are powers of two. */
function transform(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      const [a, b] = [re[i] as number, im[i] as number];
      re[i] = re[j] as number;
      im[i] = im[j] as number;
      re[j] = a;
      im[j] = b;
    }
  }
  for (let length = 2; length <= n; length *= 2) {
    const half = length / 2;
    const angle = (-2 * Math.PI) / length;
    const stepRe = Math.cos(angle);
    const stepIm = Math.sin(angle);
    for (let start = 0; start < n; start += length) {
      let wRe = 1;
      let wIm = 0;
      for (let k = start; k < start + half; k++) {
        const oRe = (re[k + half] as number) * wRe - (im[k + half] as number) * wIm;
        const oIm = (re[k + half] as number) * wIm + (im[k + half] as number) * wRe;
        re[k + half] = (re[k] as number) - oRe;
        im[k + half] = (im[k] as number) - oIm;
        re[k] = (re[k] as number) + oRe;
        im[k] = (im[k] as number) + oIm;
        const turned = wRe * stepRe - wIm * stepIm;
        wIm = wRe * stepIm + wIm * stepRe;
        wRe = turned;
      }
    }
  }
}
