import type { NamedBlock } from '../layout/lead-names.ts';
import { mean } from '../maths/mean.ts';
import { medianOfKnown } from '../maths/median.ts';
import { limbColumns, type Unlawful, unlawful } from './limb-columns.ts';

const SAMPLE_RATE_HZ = 500;
/** How long pulses, ticks and names beside a column's begin may pass for trace, s: what goes on is a wave. What follows is looked at for as long as a beat. */
const LONGEST_S = 0.08;
const WAVE_S = 0.12;
const AFTER_S = 1;
/** Limb leads that contradict one another by more are not all traced, mV (I + III − II). */
const CONTRADICTION_MV = 0.25;
/** Where they agree to this for this share of the time they are traced, and their worst contradiction then is so many times smaller, mV. */
const AGREEMENT_MV = 0.1;
const AGREEING_SHARE = 0.85;
const TIMES_WORSE = 2.5;
/** What leads share that is so many times larger than their contradiction is a wave on rows out of step: of a pulse in one of them less than that is shared. */
const TIMES_SHARED = 1.5;
/** First samples that share more than they contradict, and resemble later ones of all leads so much, by correlation, and in height to this factor, are a beat. */
const ALIKE = 0.95;
const ALIKE_HEIGHT = 1.4;
/** What is blanked reaches so much beyond the last contradiction, samples. */
const BEYOND = 4;

/**
 * Leaves out of limb leads what at the begin of their column contradicts their law (Einthoven 1912, Goldberger 1942) where they obey it from there on: it is
 * the rest of a pulse or a tick between columns, not of a heart, and which of them it is in is not known.
 */
export function withoutStrayBegin(blocks: readonly NamedBlock[]): NamedBlock[] {
  const stray = new Map<NamedBlock, number>();
  for (const column of limbColumns(blocks)) {
    const samples = strayBegin(column);
    if (samples > 0) for (const named of column) stray.set(named, samples);
  }
  return blocks.map((named) => {
    const samples = stray.get(named);
    if (samples === undefined) return named;
    const mv = named.block.mv.slice().fill(Number.NaN, 0, samples);
    return { ...named, block: { ...named.block, mv } };
  });
}

/** How many first samples of simultaneous limb leads contradict one another; 0 where they agree, or do not later either. */
function strayBegin(column: readonly NamedBlock[]): number {
  const length = Math.min(AFTER_S * SAMPLE_RATE_HZ, ...column.map(({ block }) => block.mv.length));
  const left = unlawful(column, length);
  // Of I, II and III each misses a third of what I + III − II is.
  const contradiction = Array.from({ length }, (_, k) =>
    Math.sqrt(3 * left.reduce((sum, { mv }) => sum + (mv[k] as number) ** 2, 0)),
  );
  const last = contradiction.slice(0, WAVE_S * SAMPLE_RATE_HZ).findLastIndex((mv) => mv > CONTRADICTION_MV);
  if (last < 0 || last > LONGEST_S * SAMPLE_RATE_HZ) return 0;
  const known = (from: number, to: number) => contradiction.slice(from, to).filter((mv) => !Number.isNaN(mv));
  const worst = Math.max(...known(0, last + 1));
  const after = known(last + BEYOND, length).sort((a, b) => a - b);
  const usual = after[Math.floor(AGREEING_SHARE * after.length)] ?? Number.POSITIVE_INFINITY;
  // Rows that are slightly out of step contradict one another on steep flanks as well, but never as much.
  const agrees = after.length > length / 2 && usual < AGREEMENT_MV && worst > TIMES_WORSE * (after.at(-1) as number);
  if (!agrees) return 0;
  const shared = furthestMv(lawfulMv(column, left), last + 1);
  if (shared >= TIMES_SHARED * worst) return 0;
  return shared >= worst && recurs(column, last + BEYOND) ? 0 : last + BEYOND;
}

/** What the law leaves of each lead, without its level, mV. */
function lawfulMv(column: readonly NamedBlock[], left: readonly Unlawful[]): number[][] {
  return column.map(({ block, sign }, i) => {
    const lawful = Array.from((left[i] as Unlawful).mv, (mv, k) => sign * (block.mv[k] as number) - mv);
    const level = medianOfKnown(lawful);
    return lawful.map((mv) => mv - level);
  });
}

/** The furthest that any lead goes from its level in its first samples, mV. */
function furthestMv(leads: readonly (readonly number[])[], samples: number): number {
  return Math.max(
    0,
    ...leads.flatMap((mv) => mv.slice(0, samples).flatMap((v) => (Number.isNaN(v) ? [] : Math.abs(v)))),
  );
}

/** Whether the column's first samples come again later in it, in all leads alike: what a pulse left in one of them does not. */
function recurs(column: readonly NamedBlock[], samples: number): boolean {
  const length = Math.min(...column.map(({ block }) => block.mv.length));
  const leads = lawfulMv(column, unlawful(column, length));
  const first = leads.map((mv) => about(mv.slice(0, samples)));
  for (let shift = samples; shift + samples <= length; shift++) {
    let own = 0;
    let later = 0;
    let both = 0;
    leads.forEach((mv, lead) => {
      const then = about(mv.slice(shift, shift + samples));
      (first[lead] as number[]).forEach((a, k) => {
        const b = then[k] as number;
        own += a * a;
        later += b * b;
        both += a * b;
      });
    });
    const height = Math.sqrt(later / own);
    if (both > ALIKE * Math.sqrt(own * later) && height < ALIKE_HEIGHT && height > 1 / ALIKE_HEIGHT) return true;
  }
  return false;
}

/** Values about their mean, missing ones at it. */
function about(values: readonly number[]): number[] {
  const known = values.filter((v) => !Number.isNaN(v));
  const middle = mean(known);
  return values.map((v) => (Number.isNaN(v) ? 0 : v - middle));
}
