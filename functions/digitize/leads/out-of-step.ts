import type { Lead } from '../../leads.ts';
import { bestAgreement } from '../maths/correlate.ts';
import type { Digitized } from '../types.ts';
import { activityOf, steepShare } from './qrs-activity.ts';

const SAMPLE_RATE_HZ = 500;
/** Beats of leads that were recorded at once are steep within 0.02 s of one another, broad ones of single leads within 0.04 s. */
const OUT_S = 0.04;
/** What is later than this was recorded later. */
const MOST_S = 0.12;
/** Leads whose beats agree less than this, or that have less in common, s, tell nothing. */
const ALIKE = 0.6;
const LEAST_S = 0.8;
/** A single lead may have its steep part elsewhere: a map that led astray does so with its neighbours too. */
const LEAST_LEADS = 2;

/** A lead, 500 Hz, and the column that it stands in. */
export interface LeadOfColumn {
  readonly lead: Lead;
  readonly column: number;
  readonly mv: Float32Array;
}

/**
 * Leads whose beats do not stand below those of the other leads of their column, though they are the same beats: there the paper's lines were
 * followed astray, and times are wrong by what the beats are apart. None where only one lead is so.
 */
export function outOfStep(leads: readonly LeadOfColumn[]): Lead[] {
  const columns = [...Map.groupBy(leads, ({ column }) => column).values()];
  const out = columns.flatMap((column) => {
    const steep = column.map(({ mv }) => steepShare(mv));
    return column.filter((_, i) => {
      const [own, others] = [activityOf(steep.slice(i, i + 1)), activityOf(steep.toSpliced(i, 1))];
      const found = bestAgreement(own, others, MOST_S * SAMPLE_RATE_HZ, LEAST_S * SAMPLE_RATE_HZ);
      return found !== null && found.r > ALIKE && Math.abs(found.lag) >= OUT_S * SAMPLE_RATE_HZ;
    });
  });
  return out.length < LEAST_LEADS ? [] : out.map(({ lead }) => lead);
}

/** Leads whose times are known to be wrong, and a page that has some, are half as likely to be right. */
const TRUST = 0.5;

/** The quality of a page, lower where some of its leads are out of step. */
export function doubtedByStep(quality: Digitized['quality'], leads: readonly LeadOfColumn[]): Digitized['quality'] {
  const out = outOfStep(leads);
  if (out.length === 0) return quality;
  const lowered = out.map((lead) => [lead, TRUST * (quality.leads[lead] ?? 0)] as const);
  const reason = `The same beats stand at other times in ${out.join(', ')} than in leads above or below: the paper's lines were followed astray there.`;
  return {
    score: TRUST * quality.score,
    leads: { ...quality.leads, ...Object.fromEntries(lowered) },
    reasons: [...quality.reasons, reason],
  };
}
