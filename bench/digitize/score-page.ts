import type { Digitized, TracedLine } from '../../functions/digitize/types.ts';
import { LEADS, type Lead } from '../../functions/leads.ts';
import type { BenchPage } from './bench-page.ts';
import { einthovenResidual } from './limb-law.ts';
import { type LeadScore, scoreLead } from './metrics.ts';
import { Refused } from './open-file.ts';
import type { PageReader } from './page-reader.ts';
import { rightlyNamed } from './right-name.ts';
import { fitTime, type TimeFit } from './time-fit.ts';

/** One lead that was answered on a page whose truth is known. */
export interface LeadRow {
  readonly lead: Lead;
  /** quality.leads of it, 0 where none is stated. */
  readonly quality: number;
  /** Where the answer puts its first sample. */
  readonly startS: number;
  /** Null when the page shows no such lead at that time, or hardly any samples were read. */
  readonly score: LeadScore | null;
  /** Null too where the estimate hardly resembles the truth. */
  readonly time: TimeFit | null;
  readonly rightlyNamed: boolean;
}

/** What a page scored. Abstained: `problem` says why and the rest is empty. */
export interface PageScore {
  readonly page: BenchPage;
  readonly problem: string | null;
  readonly layout: string | null;
  readonly quality: number;
  readonly ms: number;
  readonly leads: readonly LeadRow[];
  /** Leads that the page shows, where the truth is known. */
  readonly printed: number;
  /** Leads in the answer. */
  readonly found: number;
  /** See `einthovenResidual`. */
  readonly einthoven: number;
  readonly traces: readonly TracedLine[];
}

/** Reads a page and scores the answer. The time is that of the reader, without decoding. */
export async function scorePage(page: BenchPage, read: PageReader): Promise<PageScore> {
  const truths = [...(page.truth?.values() ?? [])];
  const printed = truths.filter((row) => row.some(Number.isFinite)).length;
  const decoded = await page.open().catch((error: unknown) => {
    if (error instanceof Refused) return error.message;
    throw error;
  });
  if (typeof decoded === 'string') return { ...NOTHING, page, problem: decoded, ms: 0, printed };
  const started = performance.now();
  // Where no truth is known leads are judged by how far they disagree, which they must not be cleared of first.
  const result = await read(decoded, { leadsAsTraced: page.truth === undefined });
  const ms = performance.now() - started;
  if (!result.ok) return { ...NOTHING, page, problem: result.problem.code, ms, printed };
  const { leads, layout, quality, traces } = result.value;
  return {
    page,
    problem: null,
    layout,
    quality: quality.score,
    ms,
    leads: page.truth === undefined ? [] : leadRows(result.value, page.truth),
    printed,
    found: LEADS.filter((lead) => leads[lead] !== null).length,
    einthoven: einthovenResidual(leads),
    traces,
  };
}

const NOTHING = { layout: null, quality: 0, leads: [], found: 0, einthoven: Number.NaN, traces: [] };

function leadRows({ leads, quality }: Digitized, truth: ReadonlyMap<Lead, Float64Array>): LeadRow[] {
  return LEADS.flatMap((lead) => {
    const found = leads[lead];
    if (found === null) return [];
    const own = truth.get(lead);
    const score = own === undefined ? null : scoreLead(found.mv, found.startS, own);
    return [
      {
        lead,
        quality: quality.leads[lead] ?? 0,
        startS: found.startS,
        score,
        time: own === undefined || score === null ? null : fitTime(found.mv, found.startS, score.lagMs, own),
        rightlyNamed: rightlyNamed(found, score, lead, truth),
      },
    ];
  });
}
