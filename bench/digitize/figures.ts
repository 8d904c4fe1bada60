import { mean, percentile } from './metrics.ts';
import type { LeadRow, PageScore } from './score-page.ts';

/** The figures of a group of pages by name, in the order in which they are shown; NaN where there is nothing to measure. */
export type Figures = Readonly<Record<string, number>>;

/** Leads of one time column begin within this. */
const COLUMN_S = 0.1;

/**
 * Figures of pages. Those that bear a name of the official scorer agree with it: `missing_leads` is out of twelve a page, `silent` is
 * quality ≥ 0.8 with a mean r below 0.9. `pooled_db` is the other form of SNR: all leads of a page together, mean of the
 * ratio over pages, then dB. `silent_or_wrong` adds pages of quality ≥ 0.8 with a wrongly named lead.
 */
export function figuresOf(pages: readonly PageScore[]): Figures {
  const answered = pages.filter((page) => page.problem === null);
  const known = answered.filter((page) => page.page.truth !== undefined);
  const rows = known.flatMap((page) => page.leads);
  const scored = rows.flatMap(({ score }) => score ?? []);
  const times = rows.flatMap(({ time }) => time ?? []);
  const withLayout = pages.filter(({ page }) => page.layout !== undefined);
  const skews = known.flatMap((page) => columnSkews(page.leads));
  const sure = known.filter((page) => page.quality >= 0.8);
  const silent = sure.filter((page) => page.leads.some((row) => row.score !== null) && meanR(page) < 0.9);
  const wrong = sure.filter((page) => meanR(page) < 0.9 || page.leads.some((row) => !row.rightlyNamed));
  const einthoven = answered.map((page) => page.einthoven).filter(Number.isFinite);
  const db = scored.map((score) => score.snrDb);
  const gains = scored.map((score) => score.gainError);
  const scales = times.map((time) => time.scalePpm);
  const ms = answered.map((page) => page.ms);
  return {
    pages: pages.length,
    abstained: pages.length - answered.length,
    leads: scored.length,
    missing_leads: 12 * known.length - scored.length,
    unread_leads: sum(known.map((page) => page.printed)) - scored.length,
    mean_db: mean(db),
    median_db: percentile(db, 50),
    p5_db: percentile(db, 5),
    pooled_db: pooledDb(known),
    r: mean(scored.map((score) => score.r)),
    rmse_uV: mean(scored.map((score) => score.rmseUv)),
    gain: percentile(gains, 50),
    gain_abs: percentile(gains.map(Math.abs), 50),
    scale_ppm: percentile(scales, 50),
    scale_abs_p95: percentile(scales.map(Math.abs), 95),
    lag_ms: percentile(
      scored.map((score) => Math.abs(score.lagMs)),
      50,
    ),
    skew_ms: percentile(skews, 50),
    skew_p95_ms: percentile(skews, 95),
    missing_share: mean(scored.map((score) => score.missingShare)),
    layout_right: share(withLayout, (page) => page.layout === page.page.layout),
    names_right: share(rows, (row) => row.rightlyNamed),
    silent: silent.length,
    silent_or_wrong: wrong.length,
    leads_found: mean(answered.map((page) => page.found)),
    einthoven_p50: percentile(einthoven, 50),
    einthoven_under_15: share(einthoven, (residual) => residual < 0.15),
    quality_p50: percentile(
      answered.map((page) => page.quality),
      50,
    ),
    p50_ms: percentile(ms, 50),
    p95_ms: percentile(ms, 95),
  };
}

/** Share of a list that fulfils something; NaN of an empty one. */
function share<T>(list: readonly T[], fulfils: (one: T) => boolean): number {
  return list.length === 0 ? Number.NaN : list.filter(fulfils).length / list.length;
}

function sum(list: readonly number[]): number {
  return list.reduce((total, value) => total + value, 0);
}

function meanR(page: PageScore): number {
  return mean(page.leads.flatMap((row) => row.score?.r ?? []));
}

function pooledDb(pages: readonly PageScore[]): number {
  const ratios = pages.flatMap((page) => {
    const scores = page.leads.flatMap((row) => row.score ?? []);
    const error = sum(scores.map((score) => score.errorPower));
    return scores.length === 0 ? [] : [sum(scores.map((score) => score.signalPower)) / Math.max(1e-9, error)];
  });
  return 10 * Math.log10(mean(ratios));
}

/** Spread of the lags within each column that has two leads or more. */
export function columnSkews(rows: readonly LeadRow[]): number[] {
  const left = rows.filter((row) => row.time !== null).sort((a, b) => a.startS - b.startS);
  const skews: number[] = [];
  while (left.length > 0) {
    const start = left[0]!.startS;
    const column = left.splice(0, left.filter((row) => row.startS - start < COLUMN_S).length);
    const lags = column.map((row) => row.time!.lagMs);
    if (lags.length > 1) skews.push(Math.max(...lags) - Math.min(...lags));
  }
  return skews;
}
