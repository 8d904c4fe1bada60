import { powerAt, type Spectrum } from '../maths/power-spectrum.ts';

/** Teeth of the comb of a grid: multiples of the 1-mm frequency where thick (5 mm) and thin lines put power. */
const TEETH: readonly number[] = [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2, 3];

/** Normalised autocorrelation for lags 0…maxLag. */
export function autocorrelation(profile: Float32Array, maxLag: number): Float32Array {
  const n = profile.length;
  const out = new Float32Array(maxLag + 1);
  let power = 0;
  for (let i = 0; i < n; i++) power += (profile[i] as number) ** 2;
  for (let lag = 0; lag <= maxLag; lag++) {
    let sum = 0;
    for (let i = 0; i + lag < n; i++) sum += (profile[i] as number) * (profile[i + lag] as number);
    out[lag] = power > 0 ? (sum / power) * (n / Math.max(1, n - lag)) : 0;
  }
  return out;
}

/**
 * Lags at which a profile repeats itself, px, at most six, highest autocorrelation first. Resampled grids repeat best at the multiples that
 * happen to fall on whole pixels, so a lag may be any small number of millimetres: the caller tries its divisors.
 */
export function repeatLags(profile: Float32Array, minPx: number): number[] {
  const correlation = autocorrelation(profile, Math.min(400, Math.floor(profile.length * 0.5)));
  const peaks: { lag: number; height: number }[] = [];
  for (let lag = Math.max(2, Math.floor(minPx)); lag + 1 < correlation.length; lag++) {
    const [a, b, c] = [correlation[lag - 1] as number, correlation[lag] as number, correlation[lag + 1] as number];
    if (b < a || b <= c || b < 0.1) continue;
    const bend = a - 2 * b + c;
    peaks.push({ lag: lag + (bend < 0 ? (0.5 * (a - c)) / bend : 0), height: b });
  }
  const highest = Math.max(0, ...peaks.map((peak) => peak.height));
  const first = peaks.filter((peak) => peak.height > 0.3 * highest).slice(0, 2);
  peaks.sort((a, b) => b.height - a.height);
  return [...new Set([...first, ...peaks.slice(0, 4)].map((peak) => peak.lag))];
}

/** Power at the teeth of a grid with 1 mm = `pitchPx`. */
export function combPower(spectrum: Spectrum, pitchPx: number): number {
  let total = 0;
  for (const tooth of TEETH) total += powerAt(spectrum, tooth / pitchPx);
  return total;
}

/**
 * Share of a profile's energy that a grid of that pitch explains, 0…1, less the power found where that grid has no teeth
 * (so that a comb with needless teeth does not win).
 */
export function combShare(spectrum: Spectrum, pitchPx: number, lengthPx: number): number {
  if (spectrum.energy === 0) return 0;
  let between = 0;
  for (const tooth of TEETH) between += powerAt(spectrum, (tooth - 0.1) / pitchPx);
  const share = (2 * 1.2 * (combPower(spectrum, pitchPx) - between)) / (spectrum.energy * lengthPx);
  return Math.min(1, Math.max(0, share)) * (skipsTeeth(spectrum, pitchPx) ? SKIPPED_PENALTY : 1);
}

const SKIPPED_PENALTY = 0.3;

/**
 * Thick lines every 5 mm fill the teeth at 0.2, 0.4, 0.6 … alike; a comb of which only every other tooth is filled is 2.5 times too fine, and one of which only every
 * third is has its lines 3 to 5 of those that are there.
 */
function skipsTeeth(spectrum: Spectrum, pitchPx: number): boolean {
  const at = (tooth: number) => powerAt(spectrum, tooth / pitchPx);
  const unfilled = at(0.2) + at(1);
  return at(0.4) + at(0.8) > 6 * (unfilled + at(0.6)) || at(0.6) + at(1.2) > 6 * (unfilled + at(0.4) + at(0.8));
}

/** The 1-mm pitch within ±share of `aroundPx` at which the comb is strongest. */
export function refinePitch(spectrum: Spectrum, aroundPx: number, share: number, lengthPx: number): number {
  const step = Math.min(share / 4, (0.12 * aroundPx) / lengthPx);
  let best = aroundPx;
  let bestPower = -1;
  const attempt = (pitchPx: number) => {
    const power = combPower(spectrum, pitchPx);
    if (power > bestPower) {
      bestPower = power;
      best = pitchPx;
    }
  };
  for (let r = -share; r <= share + 1e-9; r += step) attempt(aroundPx * (1 + r));
  for (let fine = step / 2; fine > 2e-5; fine /= 2) {
    const centre = best;
    attempt(centre * (1 - fine));
    attempt(centre * (1 + fine));
  }
  return best;
}
