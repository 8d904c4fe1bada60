import type { Digitized } from '../../../functions/digitize/types.ts';
import { LEADS } from '../../../functions/leads.ts';
import type { Result } from '../../../functions/problems.ts';
import { onPageClock } from '../bench-page.ts';
import { scoreLead } from '../metrics.ts';

/** How an altered picture was read, against the reading of the picture itself. */
export interface Agreement {
  /** The problem's code; null where the picture was read. */
  readonly problem: string | null;
  readonly sameLayout: boolean;
  readonly quality: number;
  /** Of each lead of the picture's own reading: r against it, 0 where it was not read; and its amplitude against it, less one. */
  readonly leads: readonly { readonly r: number; readonly gainError: number }[];
}

/** A lead's reading agrees from this correlation on. */
const ALIKE_R = 0.95;
/** Amplitudes agree to this. */
const ALIKE_GAIN = 0.05;

export const isAlike = ({ r, gainError }: Agreement['leads'][number]): boolean =>
  r >= ALIKE_R && Math.abs(gainError) <= ALIKE_GAIN;

/** A page that says it was read well though a quarter of its leads or more are otherwise than before. */
const SURE = 0.8;
export const isSilent = ({ problem, quality, leads }: Agreement): boolean =>
  problem === null && quality >= SURE && leads.filter((lead) => !isAlike(lead)).length >= leads.length / 4;

export function agreement(own: Digitized, altered: Result<Digitized>): Agreement {
  const shown = LEADS.flatMap((lead) => (own.leads[lead] === null ? [] : [lead]));
  if (!altered.ok) {
    const leads = shown.map(() => ({ r: 0, gainError: 0 }));
    return { problem: altered.problem.code, sameLayout: false, quality: 0, leads };
  }
  const { layout, quality, leads } = altered.value;
  return {
    problem: null,
    sameLayout: layout === own.layout,
    quality: quality.score,
    leads: shown.map((lead) => {
      const [before, after] = [own.leads[lead], leads[lead]];
      if (before === null || after === null) return { r: 0, gainError: 0 };
      const score = scoreLead(after.mv, after.startS, onPageClock(before.startS, before.mv));
      return { r: score?.r ?? 0, gainError: score?.gainError ?? 0 };
    }),
  };
}
