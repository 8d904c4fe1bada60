import type { NamedBlock } from '../layout/lead-names.ts';
import { sharesOf } from '../layout/limb-leads.ts';
import { concludedReason } from './concluded.ts';
import { contradiction, isBelieved } from './contradiction.ts';
import { limbColumns, unlawful } from './limb-columns.ts';
import { nearestBeat } from './nearest-beat.ts';

const SAMPLE_RATE_HZ = 500;
/** Limb leads that contradict one another by more than the first, mV, are not all traced there; it goes on while they do by more than the second. */
const CONTRADICTION_MV = 0.25;
const AGREEMENT_MV = 0.1;
/** Contradictions as near to one another as this are one; what is written anew goes so far beyond, samples. */
const NEAR = 12;
const BEYOND = 4;
/** A longer one is no stroke of something else, s. */
const LONGEST_S = 0.4;
/** A beat that is one of the column's others is within this of it, mV, and by so many times nearer than with another lead at fault. */
const ALIKE_MV = 0.3;
const TIMES_NEARER = 1.5;

/**
 * Limb leads with what one of them must have shown where something else was traced in its place: simultaneous limb leads are sums of two (Einthoven 1912,
 * Goldberger 1942), so that the others say what it is. Which one is at fault is told by its column's other beats: with the right one written anew, all
 * leads show what they show there. Contradictions that no other beat settles stay. The reasons say in words what was written anew.
 */
export function rebuiltLimbs(blocks: readonly NamedBlock[]): { blocks: NamedBlock[]; reasons: string[] } {
  const anew = new Map<NamedBlock, NamedBlock>();
  for (const column of limbColumns(blocks)) {
    const leads = column.map(({ block, sign }) => block.mv.map((mv) => sign * mv));
    for (const [i, settled] of settledLeads(column, leads).entries()) {
      if (settled === leads[i]) continue;
      const named = column[i] as NamedBlock;
      anew.set(named, { ...named, block: { ...named.block, mv: settled.map((mv) => named.sign * mv) } });
    }
  }
  return {
    blocks: blocks.map((named) => anew.get(named) ?? named),
    reasons: [...anew.keys()].map(({ lead }) => concludedReason(lead)),
  };
}

/** The leads of a column, those written anew in part as copies. */
function settledLeads(column: readonly NamedBlock[], leads: readonly Float32Array[]): Float32Array[] {
  const length = Math.min(...leads.map((mv) => mv.length));
  // What the others say of each lead, less what it says itself.
  const away = unlawful(column, length).map(({ mv, own }) => new Float32Array(mv.map((value) => -value / own)));
  const contradictionMv = new Float32Array(length);
  for (const series of away) {
    for (let k = 0; k < length; k++)
      contradictionMv[k] = Math.max(contradictionMv[k] as number, Math.abs(series[k] as number));
  }
  const out = [...leads];
  const astray = stretches(contradictionMv);
  const left = new Uint8Array(length);
  for (const [from, to] of astray) left.fill(1, from, to);
  const observations = leads.map((mv, i) => ({
    shares: sharesOf((column[i] as NamedBlock).lead),
    mv: mv.subarray(0, length),
  }));
  const elsewhere = contradiction(observations, left);
  // Leads that each were scaled by themselves obey no law.
  if (elsewhere === null || !isBelieved(elsewhere)) return out;
  const isAstray = (k: number) => (contradictionMv[k] as number) > CONTRADICTION_MV;
  for (const [from, to] of astray) {
    if (to - from > LONGEST_S * SAMPLE_RATE_HZ) continue;
    const trials = leads.map((mv, i) => {
      const trial = mv.slice();
      // Where one of the others is missing, as at ends of rows that were moved into step, nothing says what a lead at fault must have shown.
      for (let k = from; k < to; k++) trial[k] = (mv[k] as number) + (away[i]?.[k] as number);
      return { i, trial, misfit: nearestBeat(leads.with(i, trial), isAstray, from, to) };
    });
    const [best, next] = trials.sort((a, b) => a.misfit - b.misfit);
    if (best === undefined || next === undefined) continue;
    if (best.misfit > ALIKE_MV || next.misfit < TIMES_NEARER * best.misfit) continue;
    const mv = (out[best.i] as Float32Array).slice();
    mv.set(best.trial.subarray(from, to), from);
    out[best.i] = mv;
  }
  return out;
}

/** Where leads contradict one another, [from, to) in samples. */
function stretches(contradictionMv: Float32Array): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (let k = 0; k < contradictionMv.length; k++) {
    if (!((contradictionMv[k] as number) > CONTRADICTION_MV)) continue;
    const from = Math.max(0, lastAstray(contradictionMv, k, -1) - BEYOND);
    const last = lastAstray(contradictionMv, k, 1);
    found.push([from, Math.min(contradictionMv.length, last + 1 + BEYOND)]);
    k = last;
  }
  return found;
}

/** The last sample from one on, in a direction, at which leads do not agree: they may in between, where one crosses what was traced in its place. */
function lastAstray(contradictionMv: Float32Array, from: number, step: 1 | -1): number {
  let last = from;
  for (let k = from; Math.abs(k - last) <= NEAR; k += step) if ((contradictionMv[k] ?? 0) > AGREEMENT_MV) last = k;
  return last;
}
