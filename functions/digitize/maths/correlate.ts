/** How far b comes behind a, samples, and how well it agrees there. */
export interface Agreement {
  readonly lag: number;
  readonly r: number;
}

/** Pearson's r of b against a, at the lag within ±maxLag samples where it is highest; NaN samples are left out. Null with less than `least` in common. */
export function bestAgreement(a: Float32Array, b: Float32Array, maxLag: number, least: number): Agreement | null {
  let best: Agreement | null = null;
  for (let lag = -maxLag; lag <= maxLag; lag += 2) {
    const r = correlation(a, b, lag, least);
    if (r !== null && (best === null || r > best.r)) best = { lag, r };
  }
  return best;
}

/** The same, r alone. */
export function bestCorrelation(a: Float32Array, b: Float32Array, maxLag: number, least: number): number | null {
  return bestAgreement(a, b, maxLag, least)?.r ?? null;
}

function correlation(a: Float32Array, b: Float32Array, lag: number, least: number): number | null {
  let n = 0;
  let sa = 0;
  let sb = 0;
  let saa = 0;
  let sbb = 0;
  let sab = 0;
  const from = Math.max(0, -lag);
  const to = Math.min(a.length, b.length - lag);
  for (let i = from; i < to; i += 2) {
    const x = a[i] as number;
    const y = b[i + lag] as number;
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    n++;
    sa += x;
    sb += y;
    saa += x * x;
    sbb += y * y;
    sab += x * y;
  }
  if (2 * n < least) return null;
  const va = saa - (sa * sa) / n;
  const vb = sbb - (sb * sb) / n;
  return va > 0 && vb > 0 ? (sab - (sa * sb) / n) / Math.sqrt(va * vb) : null;
}
