/** What one lead scored. */
export interface LeadScore {
  /** 10·log10(signal power / error power) after one alignment by a whole sample, means removed. */
  readonly snrDb: number;
  readonly signalPower: number;
  readonly errorPower: number;
  /** Pearson's; NaN of a level line. */
  readonly r: number;
  /** Regression slope − 1. */
  readonly gainError: number;
  readonly rmseUv: number;
  /** How much later the truth has what the estimate has at a time, whole samples, at most 200 ms. */
  readonly lagMs: number;
  readonly missingShare: number;
}

const MAX_LAG = 100;

/**
 * Scores an estimate at 500 Hz that begins at `startS` against the truth over the whole page (mV, NaN where it is not
 * known), at the lag with the least error; null when fewer than 200 samples are there or the truth covers less than 80 %.
 */
export function scoreLead(estimate: Float32Array, startS: number, truth: Float64Array): LeadScore | null {
  const filled = bridged(estimate);
  if (filled === null) return null;
  const start = Math.round(startS * 500);
  let best: LeadScore | null = null;
  for (let lag = -MAX_LAG; lag <= MAX_LAG; lag++) {
    const score = atLag(filled.values, start + lag, truth);
    if (
      score !== null &&
      (best === null || score.errorPower / score.signalPower < best.errorPower / best.signalPower)
    ) {
      best = { ...score, lagMs: lag * 2, missingShare: filled.missing };
    }
  }
  return best;
}

/** The samples with straight lines over what is missing (ends held), and the missing share; null with fewer than 200 samples there. */
export function bridged(estimate: Float32Array): { values: Float64Array; missing: number } | null {
  const values = Float64Array.from(estimate);
  const known: number[] = [];
  values.forEach((v, i) => {
    if (Number.isFinite(v)) known.push(i);
  });
  if (known.length < 200) return null;
  let k = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue;
    while (k + 1 < known.length && known[k + 1]! < i) k++;
    const a = known[k]!;
    const b = known[Math.min(known.length - 1, k + 1)]!;
    values[i] =
      i < a ? values[a]! : i > b ? values[b]! : values[a]! + ((values[b]! - values[a]!) * (i - a)) / Math.max(1, b - a);
  }
  return { values, missing: 1 - known.length / values.length };
}

/** The score of samples without gaps that begin at sample `from` of the truth; null when the truth covers less than 80 % of them. */
export function atLag(values: Float64Array, from: number, truth: Float64Array): LeadScore | null {
  let [n, se, st, see, stt, set] = [0, 0, 0, 0, 0, 0];
  for (let i = Math.max(0, -from); i < Math.min(values.length, truth.length - from); i++) {
    const t = truth[from + i]!;
    if (!Number.isFinite(t)) continue;
    const e = values[i]!;
    n++;
    se += e;
    st += t;
    see += e * e;
    stt += t * t;
    set += e * t;
  }
  if (n < 0.8 * values.length) return null;
  const signal = stt - (st * st) / n;
  const own = see - (se * se) / n;
  const shared = set - (se * st) / n;
  if (signal <= 0) return null;
  const error = Math.max(0, own + signal - 2 * shared);
  return {
    snrDb: -10 * Math.log10(error / signal + 1e-9),
    signalPower: signal,
    errorPower: error,
    r: own > 1e-12 ? shared / Math.sqrt(signal * own) : Number.NaN,
    gainError: shared / signal - 1,
    rmseUv: 1000 * Math.sqrt(error / n),
    lagMs: 0,
    missingShare: 0,
  };
}

/** The p-th percentile (0…100), linear between values; NaN of nothing. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const at = ((sorted.length - 1) * p) / 100;
  const low = Math.floor(at);
  return sorted[low]! + ((sorted[Math.min(sorted.length - 1, low + 1)] ?? 0) - sorted[low]!) * (at - low);
}

/** Mean of the finite values. */
export function mean(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite);
  return finite.reduce((sum, value) => sum + value, 0) / finite.length;
}
