/** 10·log₁₀ of the signal's power over that of the difference, means removed; NaN in either left out. */
export function signalToNoiseDb(truth: Float32Array, found: Float32Array): number {
  const count = Math.min(truth.length, found.length);
  const pairs: [number, number][] = [];
  for (let i = 0; i < count; i++) {
    const [t, f] = [truth[i] as number, found[i] as number];
    if (!Number.isNaN(t + f)) pairs.push([t, f]);
  }
  const mean = (k: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[k], 0) / pairs.length;
  const [meanT, meanF] = [mean(0), mean(1)];
  let [signal, noise] = [0, 0];
  for (const [t, f] of pairs) {
    signal += (t - meanT) ** 2;
    noise += (t - meanT - (f - meanF)) ** 2;
  }
  return 10 * Math.log10(signal / (noise + 1e-12));
}
