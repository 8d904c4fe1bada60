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
  // The bands go on a little behind the last sample, where nothing is read.
  const band = Array.from({ length: 4 }, () => new Float64Array(n + 3));
  const [main, below1, below2, below3] = band as [Float64Array, Float64Array, Float64Array, Float64Array];
  main.fill(1);
  for (let i = 0; i + 3 < n; i++) {
    for (let a = 0; a < 4; a++) {
      for (let b = a; b < 4; b++) {
        const diagonal = band[b - a] as Float64Array;
        diagonal[i + a] =
          (diagonal[i + a] as number) + weight * (THIRD_DIFFERENCE[a] as number) * (THIRD_DIFFERENCE[b] as number);
      }
    }
  }
  // Pivot by pivot the bands become D and the columns of L.
  for (let i = 0; i < n; i++) {
    const pivot = main[i] as number;
    const l1 = (below1[i] as number) / pivot;
    const l2 = (below2[i] as number) / pivot;
    const l3 = (below3[i] as number) / pivot;
    main[i + 1] = (main[i + 1] as number) - pivot * l1 * l1;
    below1[i + 1] = (below1[i + 1] as number) - pivot * l1 * l2;
    below2[i + 1] = (below2[i + 1] as number) - pivot * l1 * l3;
    main[i + 2] = (main[i + 2] as number) - pivot * l2 * l2;
    below1[i + 2] = (below1[i + 2] as number) - pivot * l2 * l3;
    main[i + 3] = (main[i + 3] as number) - pivot * l3 * l3;
    below1[i] = l1;
    below2[i] = l2;
    below3[i] = l3;
  }
  const z = Float64Array.from(y);
  for (let i = 0; i < n; i++) {
    let value = z[i] as number;
    if (i > 0) value -= (below1[i - 1] as number) * (z[i - 1] as number);
    if (i > 1) value -= (below2[i - 2] as number) * (z[i - 2] as number);
    if (i > 2) value -= (below3[i - 3] as number) * (z[i - 3] as number);
    z[i] = value;
  }
  for (let i = n - 1; i >= 0; i--) {
    let value = (z[i] as number) / (main[i] as number);
    if (i + 1 < n) value -= (below1[i] as number) * (z[i + 1] as number);
    if (i + 2 < n) value -= (below2[i] as number) * (z[i + 2] as number);
    if (i + 3 < n) value -= (below3[i] as number) * (z[i + 3] as number);
    z[i] = value;
    y[i] = value;
  }
}
