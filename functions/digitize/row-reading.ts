import { endAtBars } from './bar-ends.ts';
import type { Bar } from './bars.ts';
import { type CentreLine, centreLine } from './centre-line.ts';
import { dropClipped } from './clipped.ts';
import { crossRatherThanBounce } from './crossings.ts';
import { believedUpTo, edgeNoise } from './edge-noise.ts';
import { type Rendering, rendered } from './explained-ink.ts';
import { hideBars, hideRules } from './hide-bars.ts';
import { traceJointly } from './joint-trace.ts';
import type { PageMarks } from './page-marks.ts';
import { hideTrace, measured, type RowBand, type RowTrace, traceRow } from './row-trace.ts';
import type { Sight } from './sight.ts';

/** A stretch of a row to be traced by itself: a lead's block, or a rhythm strip. */
export interface Stretch {
  readonly row: number;
  /** Column of the template; 0 for rhythm strips. */
  readonly column: number;
  readonly rhythm: boolean;
  /** Frame px. */
  readonly fromX: number;
  readonly toX: number;
  readonly band: RowBand;
}

/** A stretch as traced. One node a 500-Hz sample, the first at the stretch's start. */
export interface BlockReading extends Stretch {
  readonly trace: RowTrace;
  readonly line: CentreLine;
  readonly rendering: Rendering;
}

/** Two flanks that the picture's edge cuts belong to one wave when they are no further apart. */
const MOST_CLIPPED_MM = 4;
const FREE_SPACE_MM = 32;
const CROWDED_MM = 18;

/** The band in which a stretch is looked for: from the baseline of the row above to that of the row below. Null when it is too short to hold a trace. */
export function stretchOf(
  page: PageMarks,
  pitchY: number,
  row: number,
  column: number,
  rhythm: boolean,
  fromX: number,
  toX: number,
): Stretch | null {
  const own = page.rows[row];
  if (own === undefined) return null;
  const lines = [...page.rows, ...page.otherRows].map(({ baselinePx }) => baselinePx);
  const above = Math.max(...lines.filter((y) => y < own.baselinePx));
  const below = Math.min(...lines.filter((y) => y > own.baselinePx));
  const spaceAbovePx = Number.isFinite(above) ? own.baselinePx - above : FREE_SPACE_MM * pitchY;
  const spaceBelowPx = Number.isFinite(below) ? below - own.baselinePx : FREE_SPACE_MM * pitchY;
  const band = {
    top: Math.max(0, Math.round(own.baselinePx - spaceAbovePx)),
    bottom: Math.min(page.ink.heightPx, Math.round(own.baselinePx + spaceBelowPx)),
    left: Math.min(page.ink.widthPx - 2, Math.max(0, Math.ceil(fromX - 0.25))),
    right: Math.min(page.ink.widthPx, Math.floor(toX + 0.25)),
    baselinePx: own.baselinePx,
    spaceAbovePx,
    spaceBelowPx,
    crowded: Math.min(spaceAbovePx, spaceBelowPx) < CROWDED_MM * pitchY,
  };
  return band.right - band.left < 8 ? null : { row, column, rhythm, fromX, toX, band };
}

/** Traces all stretches, settles which row owns ink that two claim, and solves the centre lines at steps of `stepPx`. */
export function readStretches(
  page: PageMarks,
  bars: readonly Bar[],
  stretches: readonly Stretch[],
  pitch: { readonly x: number; readonly y: number },
  stepPx: number,
): BlockReading[] {
  const hidden = new Uint8Array(page.ink.values.length);
  hideBars(hidden, page.ink, bars, page.level);
  hideRules(hidden, page.ink, page.rules);
  const sight = { ink: page.ink, level: page.level, strokePx: page.strokePx, hidden };
  const traces = stretches.map(({ band }) => traceRow(sight, band));
  const avoided = stretches.map(() => new Set<number>());
  for (let a = 0; a < stretches.length; a++) {
    for (let b = 0; b < stretches.length; b++) {
      if ((stretches[b]?.row ?? 0) - (stretches[a]?.row ?? 0) !== 1) continue;
      settle(sight, stretches, traces, avoided, a, b);
    }
  }
  const jointly = new Set<number>();
  for (const group of crowdedGroups(stretches)) {
    const bands = group.map((i) => (stretches[i] as Stretch).band);
    const own = group.map((i) => traces[i] as RowTrace);
    if (traceJointly(sight, bands, own, pitch)) for (const i of group) jointly.add(i);
  }
  const crossed = crossTraces(sight, stretches, traces, jointly);
  const upright = [
    ...bars,
    ...page.rules.map(({ at, from, to }) => ({ left: at - 0.5, right: at + 0.5, top: from, bottom: to })),
  ];
  const cutoff = believedUpTo(edgeNoise(traces)) * stepPx;
  const read = stretches.map((stretch, i) => {
    const own = traces[i] as RowTrace;
    const others = crossed.has(i) ? traces.filter((_, k) => k !== i && crossed.has(k)) : [];
    for (const other of others) hideTrace(sight, other, true);
    const trace = others.length > 0 ? measured(sight, own) : own;
    const nodes = Math.max(2, Math.round((stretch.toX - stretch.fromX) / stepPx));
    const { drawn, believed } = centreLine(trace, sight, stretch.fromX, stepPx, nodes, cutoff);
    for (const other of others) hideTrace(sight, other, false);
    for (const line of [drawn, believed]) {
      endAtBars(line, upright, page.strokePx);
      dropClipped(line, trace, page.ink.heightPx, MOST_CLIPPED_MM * pitch.x);
    }
    return { ...stretch, trace, line: believed, drawn };
  });
  // The line as drawn is held against the ink: what pixels do to a stroke is in the ink as well.
  const renderings = rendered(
    sight,
    read.map(({ band, drawn }) => ({ band, line: drawn })),
    pitch.y,
  );
  return read.map(({ drawn: _, ...block }, i) => ({ ...block, rendering: renderings[i] as Rendering }));
}

/** Stretches one below the other in the same columns that stand so near that waves run into one another: their indices, from the top. */
function crowdedGroups(stretches: readonly Stretch[]): number[][] {
  const groups = new Map<string, number[]>();
  stretches.forEach(({ band, rhythm }, i) => {
    if (!band.crowded || rhythm) return;
    const columns = `${band.left}-${band.right}`;
    groups.set(columns, [...(groups.get(columns) ?? []), i]);
  });
  const baseline = (i: number) => stretches[i]?.band.baselinePx ?? 0;
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.sort((a, b) => baseline(a) - baseline(b)));
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

/**
 * Where the traces of two neighbouring rows run over the same ink, one of them strayed. Both ways of giving the ink to one
 * row and hiding it from the other are traced; the way with more evidence in all stays. The row that gave way goes on avoiding the other
 * (`avoided`), else it would stray again when it is settled with its neighbour on the other side. The upper row may not make up for lost ink
 * with that of the row above it, which is settled.
 */
function settle(
  sight: Sight,
  stretches: readonly Stretch[],
  traces: RowTrace[],
  avoided: readonly Set<number>[],
  a: number,
  b: number,
): void {
  const upper = traces[a] as RowTrace;
  const lower = traces[b] as RowTrace;
  if (!shareInk(upper, lower)) return;
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

function shareInk(upper: RowTrace, lower: RowTrace): boolean {
  const from = Math.max(upper.firstColumn, lower.firstColumn);
  const to = Math.min(upper.firstColumn + upper.gap.length, lower.firstColumn + lower.gap.length);
  let shared = 0;
  for (let x = from; x < to; x++) {
    const i = x - upper.firstColumn;
    const k = x - lower.firstColumn;
    if (upper.gap[i] === 1 || lower.gap[k] === 1) continue;
    const upperEnd = Math.max(upper.edgeY[i] as number, upper.edgeY[i + 1] as number);
    const lowerEnd = Math.min(lower.edgeY[k] as number, lower.edgeY[k + 1] as number);
    if (upperEnd > lowerEnd) shared++;
    if (shared >= SHARED_COLUMNS) return true;
  }
  return false;
}
