import type { PageScore } from './score-page.ts';

/** Leads whose stated quality lies in one range. */
export interface QualityBin {
  readonly from: number;
  readonly to: number;
  readonly leads: number;
  readonly meanQuality: number;
  /** Share of them that are good. */
  readonly good: number;
}

/** What stated quality is worth: leads by quality, and the mean distance of quality from the share of good ones, by leads (expected calibration error). */
export interface Reliability {
  readonly bins: readonly QualityBin[];
  readonly calibrationError: number;
}

const BINS = 10;

/** A lead is good at r ≥ 0.95 and ≥ 12 dB; one that the truth does not show is not. */
export function isGood(score: { readonly r: number; readonly snrDb: number } | null): boolean {
  return score !== null && score.r >= 0.95 && score.snrDb >= 12;
}

/** Judges the quality of pages (of every lead of it) or of single leads against what the leads scored. */
export function reliability(pages: readonly PageScore[], of: 'page' | 'lead'): Reliability {
  const judged = pages.flatMap((page) =>
    page.leads.map((row) => ({ quality: of === 'page' ? page.quality : row.quality, good: isGood(row.score) })),
  );
  return reliabilityOf(judged);
}

/** The same of any pairs of a quality in 0…1 and whether it was good; ten bins of equal width, empty ones left out. */
export function reliabilityOf(judged: readonly { readonly quality: number; readonly good: boolean }[]): Reliability {
  const bins: QualityBin[] = [];
  let distance = 0;
  for (let k = 0; k < BINS; k++) {
    const within = judged.filter(({ quality }) => Math.min(BINS - 1, Math.floor(quality * BINS + 1e-9)) === k);
    if (within.length === 0) continue;
    const meanQuality = within.reduce((total, { quality }) => total + quality, 0) / within.length;
    const good = within.filter((one) => one.good).length / within.length;
    bins.push({ from: k / BINS, to: (k + 1) / BINS, leads: within.length, meanQuality, good });
    distance += within.length * Math.abs(meanQuality - good);
  }
  return { bins, calibrationError: judged.length === 0 ? Number.NaN : distance / judged.length };
}
