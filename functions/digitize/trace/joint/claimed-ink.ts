import { hideTrace, measured, type RowTrace, traceRow } from '../row-trace.ts';
import type { Sight } from '../sight.ts';
import { type Stretch, traceWithin } from '../stretch.ts';
import { type Contest, claimedTwice, type Interval, overlap } from './contested.ts';
import { crossRatherThanBounce } from './crossings.ts';
import { traceJointly } from './joint-trace.ts';
import { traceContests } from './trace-contests.ts';

/**
 * Settles which row owns ink that two claim; `traces`, one a stretch as each would run by itself, are changed. Waves of rows that stand apart
 * but reach one another are traced together first, then rows that strayed give way, and rows so near that all their waves meet are traced together
 * last. The traces that may run over one another are answered.
 */
export function settleClaims(
  sight: Sight,
  stretches: readonly Stretch[],
  traces: RowTrace[],
  pitch: { readonly x: number; readonly y: number },
): Set<number> {
  const groups = columnGroups(stretches);
  const bandsOf = (group: readonly number[]) => group.map((i) => (stretches[i] as Stretch).band);
  const crowded = groups.filter((group) => bandsOf(group).every((band) => band.crowded));
  const contests = groups
    .filter((group) => !crowded.includes(group))
    .flatMap((group) => settleWaves(sight, stretches, traces, group, pitch));
  settleRows(sight, stretches, traces, contests);
  const together = new Set(contests.flatMap(({ rows }) => rows));
  for (const group of crowded) {
    const own = group.map((i) => traces[i] as RowTrace);
    if (traceJointly(sight, bandsOf(group), own, pitch)) for (const i of group) together.add(i);
  }
  return crossTraces(sight, stretches, traces, together);
}

/** Stretches one below the other in the same columns: their indices, from the top. */
function columnGroups(stretches: readonly Stretch[]): number[][] {
  const groups = new Map<string, number[]>();
  stretches.forEach(({ band, rhythm }, i) => {
    if (rhythm) return;
    const columns = `${band.left}-${band.right}`;
    groups.set(columns, [...(groups.get(columns) ?? []), i]);
  });
  const baseline = (i: number) => stretches[i]?.band.baselinePx ?? 0;
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.sort((a, b) => baseline(a) - baseline(b)));
}

/** Traces waves together that blocks of the same columns, or a strip beside them, claim from one another; the contests, by indices of stretches. */
function settleWaves(
  sight: Sight,
  stretches: readonly Stretch[],
  traces: RowTrace[],
  blocks: readonly number[],
  pitch: { readonly x: number; readonly y: number },
): Contest[] {
  const band = (i: number) => (stretches[i] as Stretch).band;
  const { left, right } = band(blocks[0] as number);
  const strips = [...stretches.keys()].filter((i) => stretches[i]?.rhythm);
  const rows = [...blocks, ...strips]
    .flatMap((i) => {
      const part = traceWithin(traces[i] as RowTrace, left, right);
      return part === null ? [] : [{ i, part }];
    })
    .sort((a, b) => band(a.i).baselinePx - band(b.i).baselinePx);
  const parts = rows.map(({ part }) => part);
  const claims = claimedTwice(parts, pitch.x);
  if (claims.length === 0) return [];
  traceContests(
    sight,
    rows.map(({ i }) => band(i)),
    parts,
    claims,
    pitch,
  );
  const contests = claims.map((claim) => ({ ...claim, rows: claim.rows.map((r) => rows[r]?.i as number) }));
  for (const i of new Set(contests.flatMap((contest) => contest.rows)))
    traces[i] = measured(sight, traces[i] as RowTrace);
  return contests;
}

/** Settles rows one below the other in which one strayed, but for the contests in which they were traced together. */
function settleRows(
  sight: Sight,
  stretches: readonly Stretch[],
  traces: RowTrace[],
  contests: readonly Contest[],
): void {
  const avoided = stretches.map(() => new Set<number>());
  for (let a = 0; a < stretches.length; a++) {
    for (let b = 0; b < stretches.length; b++) {
      if ((stretches[b]?.row ?? 0) - (stretches[a]?.row ?? 0) !== 1) continue;
      const settled = contests.filter(({ rows }) => rows.includes(a) && rows.includes(b));
      if (shareInk(traces[a] as RowTrace, traces[b] as RowTrace, settled))
        giveWay(sight, stretches, traces, avoided, a, b);
    }
  }
}

/**
 * Where the traces of two neighbouring rows run over the same ink, one of them strayed. Both ways of giving the ink to one
 * row and hiding it from the other are traced; the way with more evidence in all stays. The row that gave way goes on avoiding the other
 * (`avoided`), else it would stray again when it is settled with its neighbour on the other side. The upper row may not make up for lost ink
 * with that of the row above it, which is settled.
 */
function giveWay(
  sight: Sight,
  stretches: readonly Stretch[],
  traces: RowTrace[],
  avoided: readonly Set<number>[],
  a: number,
  b: number,
): void {
  const upper = traces[a] as RowTrace;
  const lower = traces[b] as RowTrace;
  const above = [...stretches.keys()].filter((k) => k < a && stretches[k]?.row === (stretches[a]?.row ?? 0) - 1);
  const without = (i: number, foreign: number) => {
    const foreigners = new Set([foreign, ...(avoided[i] ?? []), ...(i === a ? above : [])]);
    const others = [...foreigners].map((k) => traces[k] as RowTrace);
    for (const other of others) hideTrace(sight, other, true);
    const trace = traceRow(sight, (stretches[i] as Stretch).band);
    for (const other of others) hideTrace(sight, other, false);
    return trace;
  };
  const lowerWithout = without(b, a);
  const upperWithout = without(a, b);
  const lowerGivesWay = upper.score + lowerWithout.score >= lower.score + upperWithout.score;
  traces[lowerGivesWay ? b : a] = lowerGivesWay ? lowerWithout : upperWithout;
  avoided[lowerGivesWay ? b : a]?.add(lowerGivesWay ? a : b);
}

const SHARED_COLUMNS = 2;

/** Whether two traces run over the same ink outside what is settled. */
function shareInk(upper: RowTrace, lower: RowTrace, settled: readonly Interval[]): boolean {
  const from = Math.max(upper.firstColumn, lower.firstColumn);
  const to = Math.min(upper.firstColumn + upper.gap.length, lower.firstColumn + lower.gap.length);
  let shared = 0;
  for (let x = from; x < to; x++) {
    if (settled.some((known) => x >= known.from && x < known.to)) continue;
    if (overlap(upper, x - upper.firstColumn, lower, x - lower.firstColumn, 0)) shared++;
    if (shared >= SHARED_COLUMNS) return true;
  }
  return false;
}

/** Lets traces of rows up to this far apart cross. */
const CROSSING_ROWS = 4;
/** A wave that crosses another row is back within this many strokes. */
const CROSSING_STROKES = 40;

/** Exchanges parts of traces that turn back at one another, until none is left, but for those traced jointly; the traces that took part, and those. */
function crossTraces(
  sight: Sight,
  stretches: readonly Stretch[],
  traces: readonly RowTrace[],
  jointly: ReadonlySet<number>,
): Set<number> {
  const crossed = new Set(jointly);
  for (let round = 0; round < CROSSING_ROWS; round++) {
    let changed = false;
    for (let apart = 1; apart <= CROSSING_ROWS; apart++) {
      for (let a = 0; a < traces.length; a++) {
        for (let b = 0; b < traces.length; b++) {
          if ((stretches[b]?.row ?? 0) - (stretches[a]?.row ?? 0) !== apart) continue;
          if (jointly.has(a) && jointly.has(b)) continue;
          const [upper, lower] = [traces[a] as RowTrace, traces[b] as RowTrace];
          if (!crossRatherThanBounce(upper, lower, sight.strokePx, CROSSING_STROKES * sight.strokePx)) continue;
          crossed.add(a).add(b);
          changed = true;
        }
      }
    }
    if (!changed) break;
  }
  return crossed;
}
