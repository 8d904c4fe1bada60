import type { LeadWaves } from './lead-waves.ts';
import { median, quantile } from './quantile.ts';
import type { Borders } from './wave-borders.ts';

/** The waves of a beat over all its leads, in samples of the beat window; null where too few leads show the wave. */
export interface VotedWaves {
  readonly pOnset: number | null;
  readonly pOffset: number | null;
  readonly qrsOnset: number | null;
  readonly qrsOffset: number | null;
  readonly tOnset: number | null;
  readonly tPeak: number | null;
  readonly tOffset: number | null;
}

/** A wave is there when this share of the leads shows it. */
const QUORUM = 0.34;
/** The beat's onset is where the first leads begin, without the outliers: this quantile over the leads. */
const FIRST = 0.2;
const LAST = 0.8;

function span(found: readonly (Borders | null)[]): { onset: number | null; offset: number | null } {
  const shown = found.filter((borders) => borders !== null);
  if (shown.length === 0 || shown.length < QUORUM * found.length) return { onset: null, offset: null };
  return {
    onset: quantile(
      shown.map((b) => b.onset),
      FIRST,
    ),
    offset: quantile(
      shown.map((b) => b.offset),
      LAST,
    ),
  };
}

/**
 * Joins the leads: the onset at the 20 % quantile of the leads' onsets, the offset at the 80 % quantile of their
 * offsets, as global intervals run from the earliest onset to the latest offset in any lead (CSE 1985), without
 * letting one bad lead decide.
 */
export function votedWaves(leads: Iterable<LeadWaves>): VotedWaves {
  const all = [...leads];
  const p = span(all.map((waves) => waves.p));
  const qrs = span(all.map((waves) => waves.qrs));
  const t = span(all.map((waves) => waves.t));
  const peaks = all.flatMap((waves) => waves.tPeak ?? []);
  return {
    pOnset: p.onset,
    pOffset: p.offset,
    qrsOnset: qrs.onset,
    qrsOffset: qrs.offset,
    tOnset: t.onset,
    tPeak: t.onset === null ? null : median(peaks),
    tOffset: t.offset,
  };
}
