import type { Lead } from '../../leads.ts';
import { isLimbLead, sharesOf } from '../layout/limb-leads.ts';
import { leastSquares, normalEquations } from '../maths/least-squares.ts';
import { missingShare } from '../maths/missing-share.ts';
import { astray, type Contradiction, contradiction, isBelieved, type Observation } from './contradiction.ts';

/** A lead as it was traced in one place of the page. */
export interface Tracing {
  readonly lead: Lead;
  /** Column of leads that it stands in. */
  readonly column: number;
  /** Time of its first sample on the page's clock. */
  readonly startS: number;
  /** mV at 500 Hz, NaN where missing. */
  readonly mv: Float32Array;
  /** Probability that it is read right. */
  readonly quality: number;
}

const SAMPLE_RATE_HZ = 500;
/** A strip that makes the contradiction so much worse is out of step; as little as this is chance. */
const WORSE = 1.5;
const CHANCE = 0.002;
/** The strip is there for so much of the time. */
const MOSTLY = 0.9;
/** The variance of what tracing strays by is twice as large where the line is as steep as this, and so many times more where a lead is not read right at all. */
const STEEP_MV_PER_S = 31;
const UNSURE = 20;
/** A tracing that is so many variances away says half as much. */
const OUTLIER = 16;
const ROUNDS = 4;

/**
 * The leads, brought into agreement where they owe it to one another: simultaneous limb leads are sums of two (Einthoven 1912, Goldberger 1942), and
 * a strip repeats a lead. What was drawn of the same voltages is fitted together, each tracing weighted by how surely it says where the pen ran, so
 * that what it strays by alone is averaged out; samples that a lead misses are what the others say they were. Leads that contradict one another by more
 * than tracing does, or that obey no such law, come back as they are, and so do samples of which too few others tell.
 */
export function reconciledLeads(leads: readonly Tracing[], strips: readonly Tracing[]): Float32Array[] {
  const out = leads.map(({ mv }) => mv);
  const groups = Map.groupBy(leads.keys(), (i) => {
    const { lead, column } = leads[i] as Tracing;
    return `${isLimbLead(lead) ? 'limbs' : lead} ${column}`;
  });
  for (const group of groups.values()) {
    const own = group.map((i) => leads[i] as Tracing);
    const startS = Math.min(...own.map((one) => one.startS));
    const samples = Math.max(...own.map((one) => samplesTo(one.startS, startS) + one.mv.length));
    const fitted = fittedTogether(
      own.map((one) => placed(one, startS, samples)),
      strips.filter(({ lead }) => owe(lead, own)).map((strip) => placed(strip, startS, samples)),
    );
    for (const [k, mv] of fitted?.entries() ?? []) {
      const from = samplesTo((own[k] as Tracing).startS, startS);
      out[group[k] as number] = mv.slice(from, from + (own[k] as Tracing).mv.length);
    }
  }
  return out;
}

/** Whether a strip's lead is a sum of the same voltages as these. */
function owe(lead: Lead, own: readonly Tracing[]): boolean {
  return own.some((one) => one.lead === lead || (isLimbLead(one.lead) && isLimbLead(lead)));
}

const samplesTo = (timeS: number, fromS: number) => Math.round((timeS - fromS) * SAMPLE_RATE_HZ);

interface Placed extends Observation {
  /** Weight of its samples against those of a sure one. */
  readonly weight: number;
}

/** A tracing on the clock that begins at `fromS`. */
function placed({ lead, startS, mv, quality }: Tracing, fromS: number, samples: number): Placed {
  const first = samplesTo(startS, fromS);
  return {
    shares: sharesOf(lead),
    mv: onClock(mv, first, samples),
    weight: 1 / (1 + UNSURE * (1 - quality)),
  };
}

/** A signal from a sample of a clock on, as far as the clock goes; NaN beyond its ends. */
function onClock(mv: Float32Array, first: number, samples: number): Float32Array {
  const out = new Float32Array(samples).fill(Number.NaN);
  const end = Math.min(samples, first + mv.length);
  for (let i = Math.max(0, first); i < end; i++) out[i] = mv[i - first] as number;
  return out;
}

/** The leads as they and those strips that bear them out tell together; null where that is nothing, or nothing to believe. */
function fittedTogether(leads: readonly Placed[], strips: readonly Placed[]): Float32Array[] | null {
  let together = leads;
  let agreement = contradiction(leads);
  if (agreement !== null && !isBelieved(agreement)) return fittedButAstray([...leads, ...strips], leads.length);
  for (const strip of strips) {
    const trial = [...together, strip];
    const found = contradiction(trial);
    if (found === null || !isBelieved(found)) continue;
    if (agreement !== null && found.share > WORSE * Math.max(agreement.share, CHANCE)) continue;
    if (found.samples < MOSTLY * (agreement?.samples ?? strip.mv.length)) continue;
    [together, agreement] = [trial, found];
  }
  return agreement && fit(together, agreement).slice(0, leads.length);
}

/** The same where one strays so far here and there that the others have to say where. */
function fittedButAstray(observations: readonly Placed[], count: number): Float32Array[] | null {
  const all = contradiction(observations);
  if (all === null || observations.length < (observations[0]?.shares.length ?? 0) + 2) return null;
  const marked = astray(observations, all);
  const agreement = marked && contradiction(observations, marked);
  return agreement && isBelieved(agreement) ? fit(observations, agreement).slice(0, count) : null;
}

/** A lead of which a larger share is missing is not concluded from others; nor is any from samples of theirs so near to missing ones. */
const MOST_MISSING = 0.5;
const UNSTEADY_SAMPLES = 6;

/** The observations as the voltages that explain them best explain them, sample by sample, missing ones as well: weighted least squares. */
function fit(observations: readonly Placed[], { means, variance }: Contradiction): Float32Array[] {
  const out = observations.map(({ mv }) => mv.slice());
  const voltages = observations[0]?.shares.length ?? 0;
  const shares = Float64Array.from(observations.flatMap((one) => one.shares));
  const sure = observations.map(({ mv, weight }) => sureness(mv, weight));
  const mayBeFilled = observations.map(({ mv }) => missingShare(mv) <= MOST_MISSING);
  const steady = observations.map(({ mv }) => steadySamples(mv));
  const equations = normalEquations(voltages);
  const rooms = observations.map((_, k) => systemOf(k + 1, voltages));
  const here: number[] = [];
  const leadsAmong = (some: readonly number[]) => new Set(some.map((k) => observations[k]?.shares)).size;
  for (let i = 0; i < (observations[0]?.mv.length ?? 0); i++) {
    here.length = 0;
    for (let k = 0; k < out.length; k++) if (!Number.isNaN(out[k]?.[i] as number)) here.push(k);
    const isSpare = here.length > voltages;
    const doTell =
      here.length < observations.length && leadsAmong(here.filter((k) => steady[k]?.[i] === 1)) >= voltages;
    if (!isSpare && !doTell) continue;
    const { rows, targets, weights } = rooms[here.length - 1] as System;
    for (let n = 0; n < here.length; n++) {
      const k = here[n] as number;
      for (let v = 0; v < voltages; v++) rows[n * voltages + v] = shares[k * voltages + v] as number;
      targets[n] = (out[k]?.[i] as number) - (means[k] as number);
      weights[n] = sure[k]?.[i] as number;
    }
    let of = leastSquares(rows, targets, weights, voltages, equations);
    // With one tracing more than voltages an outlier cannot be told from the others.
    for (let round = 1; round < ROUNDS && here.length > voltages + 1; round++) {
      for (let n = 0; n < here.length; n++) {
        const away = (targets[n] as number) - explained(rows, n, of);
        weights[n] = (sure[here[n] as number]?.[i] as number) / (1 + (away * away) / (OUTLIER * variance));
      }
      of = leastSquares(rows, targets, weights, voltages, equations);
    }
    for (let k = 0; k < out.length; k++) {
      const mv = out[k] as Float32Array;
      const isTold = Number.isNaN(mv[i] as number) ? doTell && mayBeFilled[k] === true : isSpare;
      if (isTold) mv[i] = (means[k] as number) + explained(shares, k, of);
    }
  }
  return out;
}

/** Room for the tracings that know a sample, one after another. */
interface System {
  /** How much of each voltage they hold. */
  readonly rows: Float64Array;
  readonly targets: Float64Array;
  readonly weights: Float64Array;
}

function systemOf(tracings: number, voltages: number): System {
  return {
    rows: new Float64Array(tracings * voltages),
    targets: new Float64Array(tracings),
    weights: new Float64Array(tracings),
  };
}

/** What voltages make of the tracing whose shares are at a place of `shares`. */
function explained(shares: Float64Array, place: number, voltages: Float64Array): number {
  let sum = 0;
  for (let v = 0; v < voltages.length; v++)
    sum += (shares[place * voltages.length + v] as number) * (voltages[v] as number);
  return sum;
}

/** Weight of each sample of a tracing of that weight, by the line's slope there; beside a missing one it counts as level. */
function sureness(mv: Float32Array, weight: number): Float64Array {
  const sure = new Float64Array(mv.length);
  const slope = new Float32Array(mv.length);
  for (let i = 1; i + 1 < mv.length; i++)
    slope[i] = (((mv[i + 1] as number) - (mv[i - 1] as number)) * SAMPLE_RATE_HZ) / 2 || 0;
  for (let i = 0; i < mv.length; i++) {
    const steep = (slope[i] as number) / STEEP_MV_PER_S;
    sure[i] = weight / (1 + steep * steep);
  }
  return sure;
}

/** 1 where a lead is known with what is around: a line's end may be another's ink. */
function steadySamples(mv: Float32Array): Uint8Array {
  const steady = new Uint8Array(mv.length).fill(1);
  for (const [i, value] of mv.entries())
    if (Number.isNaN(value)) steady.fill(0, Math.max(0, i - UNSTEADY_SAMPLES), i + UNSTEADY_SAMPLES + 1);
  return steady;
}
