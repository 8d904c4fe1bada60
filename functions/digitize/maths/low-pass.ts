/**
 * Smooths a series without shifting it: the series nearest to it of small third differences (Whittaker 1923), a low-pass filter as flat below its
 * cut-off as a Butterworth filter of the third order run both ways. `cutoff` is the frequency of half amplitude, cycles a sample. Stretches between
 * missing values (NaN) are smoothed each by itself; those of fewer than eight samples stay.
 */
export function lowPass(y: Float32Array, cutoff: number): void {
  if (cutoff >= 0.5) return;
  const weight = (2 * Math.sin(Math.PI * cutoff)) ** -6;
  for (let from = 0; from < y.length; ) {
    let to = from;
    while (to < y.length && !Number.isNaN(y[to] as number)) to++;
    if (to - from >= SHORTEST) smoothStretch(y.subarray(from, to), weight);
    from = to + 1;
  }
}

const SHORTEST = 8;
const THIRD_DIFFERENCE = [-1, 3, -3, 1] as const;

/** Solves (1 + weight·DᵀD) z = y in place by Cholesky's L·D·Lᵀ of the band; D takes third differences. */
function smoothStretch(y: Float32Array, weight: number): void {
  const n = y.length;
  const band = Array.from({ length: 4 }, () => new Float64Array(n));
  band[0]?.fill(1);
  for (let i = 0; i + 3 < n; i++) {
    for (let a = 0; a < 4; a++) {
      for (let b = a; b < 4; b++) {
        const diagonal = band[b - a] as Float64Array;
        diagonal[i + a] =
          (diagonal[i + a] as number) + weight * (THIRD_DIFFERENCE[a] as number) * (THIRD_DIFFERENCE[b] as number);
      }
    }
  }
  const [main, below1, below2, below3] = band as [Float64Array, Float64Array, Float64Array, Float64Array];
  const at = (v: Float64Array, i: number) => (i < 0 ? 0 : (v[i] as number));
  // Pivot by pivot the bands become D and the columns of L.
  for (let i = 0; i < n; i++) {
    const pivot = at(main, i);
    const l = [0, at(below1, i) / pivot, at(below2, i) / pivot, at(below3, i) / pivot];
    for (let a = 1; a <= 3 && i + a < n; a++) {
      for (let b = a; b <= 3 && i + b < n; b++) {
        const diagonal = band[b - a] as Float64Array;
        diagonal[i + a] = (diagonal[i + a] as number) - pivot * (l[a] as number) * (l[b] as number);
      }
    }
    below1[i] = l[1] as number;
    below2[i] = l[2] as number;
    below3[i] = l[3] as number;
  }
  const z = Float64Array.from(y);
  for (let i = 0; i < n; i++) {
    for (let k = 1; k <= 3 && k <= i; k++)
      z[i] = (z[i] as number) - at(band[k] as Float64Array, i - k) * (z[i - k] as number);
  }
  for (let i = 0; i < n; i++) z[i] = (z[i] as number) / at(main, i);
  for (let i = n - 1; i >= 0; i--) {
    for (let k = 1; k <= 3 && i + k < n; k++)
      z[i] = (z[i] as number) - at(band[k] as Float64Array, i) * (z[i + k] as number);
    y[i] = z[i] as number;
  }
}
