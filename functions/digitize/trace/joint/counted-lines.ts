import {
  type Area,
  INKED,
  inkRuns,
  LEVEL_STROKES,
  linesOf,
  middle,
  PALELY_INKED,
  type Run,
  touch,
} from '../ink-runs.ts';
import type { RowTrace } from '../row-trace.ts';
import type { Sight } from '../sight.ts';
import { type Interval, isBrief } from './contested.ts';

/** A level line is at least so many strokes long; what is shorter is a speck. */
const LEAST_STROKES = 3;
/** Columns that hold as many lines as there are rows tell them over at least so many mm. */
const LEAST_MM = 1.5;
/** A trace that is further than so many strokes from the line that is its own by their order runs along another's. */
const OFF_STROKES = 1.5;
/** Where fewer of the rows run along the lines that their order gives them, what was counted was no rows. */
const LEAST_AGREEING = 0.5;

/** Columns in which every row's line is known, and their heights there, row by row. */
export interface Told extends Interval {
  readonly heights: readonly Float32Array[];
}

/** What the order of lines tells of rows. */
export interface InOrder {
  readonly told: readonly Told[];
  /** Told columns in which some trace had run along another row's line. */
  readonly moved: readonly Told[];
  /** The columns around those, up to the next told ones, to be traced anew: the trace left its own line there, or came back to it. Stretches too long to be traced together are left as they were. */
  readonly disputed: readonly Interval[];
}

/**
 * Lays rows that stand one below the other onto their lines where there are as many level lines in the same columns as rows, the first of which is then the
 * first row's. `edgeY` and `gap` of the traces are changed in place.
 */
export function layInOrder(
  sight: Sight,
  traces: readonly RowTrace[],
  { top, bottom }: { readonly top: number; readonly bottom: number },
  pitchX: number,
): InOrder {
  const [{ firstColumn: left, gap } = { firstColumn: 0, gap: new Uint8Array(0) }] = traces;
  const right = left + gap.length;
  const told = toldColumns(sight, { left, right, top, bottom }, traces.length, LEAST_MM * pitchX).filter((columns) =>
    isBorneOut(columns, traces, sight.strokePx),
  );
  const moved = new Set<Told>();
  const disputed: Interval[] = [];
  traces.forEach((trace, r) => {
    told.forEach((columns, k) => {
      if (!strays(columns, trace, r, sight.strokePx)) return;
      lay(trace, columns, r);
      moved.add(columns);
      const pairs = [
        [told[k - 1], columns],
        [columns, told[k + 1]],
      ] as const;
      for (const [one, other] of pairs) {
        const between = { from: one?.to ?? left, to: other?.from ?? right };
        if (between.to <= between.from || !isBrief(between, pitchX)) continue;
        join(trace, one, other, r);
        disputed.push(between);
      }
    });
  });
  return { told, moved: [...moved], disputed };
}

function toldColumns(sight: Sight, area: Area, rows: number, leastPx: number): Told[] {
  const [lines, pale] = [INKED, PALELY_INKED].map((inked) => levelLines(sight, area, inked, rows));
  const told: Told[] = [];
  let from = 0;
  let known: Run[][] = [];
  for (let x = 0; x <= area.right - area.left; x++) {
    const own = lines?.[x] ?? pale?.[x] ?? null;
    const last = known.at(-1);
    if (own !== null && last !== undefined && touches(last, own)) {
      known.push(own);
      continue;
    }
    if (known.length >= leastPx) {
      const heights = Array.from({ length: rows }, (_, r) =>
        Float32Array.from(known, (column) => middle(column[r] as Run)),
      );
      told.push({ from: area.left + from, to: area.left + x, heights });
    }
    from = x;
    known = own === null ? [] : [own];
  }
  return told;
}

/** The level lines of each column that holds as many as there are rows, and nothing else; null of all others. */
function levelLines(sight: Sight, area: Area, inked: number, rows: number): (Run[] | null)[] {
  const runs = inkRuns(sight, area, inked);
  const lines = linesOf(runs, LEAST_STROKES * sight.strokePx);
  const isLevel = ({ top, bottom }: Run) => bottom - top <= LEVEL_STROKES * sight.strokePx;
  return lines.map((own, x) => (own.length === rows && runs[x]?.every(isLevel) ? own : null));
}

/** Whether the lines of two columns touch, each the one in its place. */
function touches(one: readonly Run[], other: readonly Run[]): boolean {
  return one.every((run, r) => touch(run, other[r] as Run));
}

/** How far a trace runs from its line on the mean, px; infinite where it is mostly missing. */
function offPx({ from, heights }: Told, { firstColumn, edgeY, gap }: RowTrace, r: number): number {
  const own = heights[r] as Float32Array;
  let sum = 0;
  let count = 0;
  own.forEach((y, k) => {
    const i = from - firstColumn + k;
    if (gap[i] === 1) return;
    sum += Math.abs(((edgeY[i] as number) + (edgeY[i + 1] as number)) / 2 - y);
    count++;
  });
  return 2 * count < own.length ? Number.POSITIVE_INFINITY : sum / count;
}

const strays = (told: Told, trace: RowTrace, r: number, strokePx: number): boolean =>
  offPx(told, trace, r) > OFF_STROKES * strokePx;

function isBorneOut(told: Told, traces: readonly RowTrace[], strokePx: number): boolean {
  const agreeing = traces.filter((trace, r) => !strays(told, trace, r, strokePx)).length;
  return agreeing >= LEAST_AGREEING * traces.length;
}

/** Lays a trace onto its line. */
function lay({ firstColumn, edgeY, gap }: RowTrace, { from, heights }: Told, r: number): void {
  const own = heights[r] as Float32Array;
  for (let k = 0; k <= own.length; k++) {
    const before = own[Math.max(0, k - 1)] as number;
    const after = own[Math.min(own.length - 1, k)] as number;
    edgeY[from - firstColumn + k] = (before + after) / 2;
  }
  gap.fill(0, from - firstColumn, from - firstColumn + own.length);
}

/** Lays a trace straight from where one line ends to where the next begins, or level to its own end. */
function join({ firstColumn, edgeY, gap }: RowTrace, one: Told | undefined, other: Told | undefined, r: number): void {
  const from = (one?.to ?? firstColumn) - firstColumn;
  const to = (other?.from ?? firstColumn + gap.length) - firstColumn;
  const end = one?.heights[r]?.at(-1) ?? other?.heights[r]?.[0] ?? 0;
  const begin = other?.heights[r]?.[0] ?? end;
  for (let e = from; e <= to; e++) edgeY[e] = end + ((begin - end) * (e - from)) / Math.max(1, to - from);
  gap.fill(0, from, to);
}

/** Heights of a row at its ends, as far as told. */
export function endsOf(told: readonly Told[], r: number): { readonly first?: number; readonly last?: number } {
  const [first, last] = [told[0]?.heights[r]?.[0], told.at(-1)?.heights[r]?.at(-1)];
  return { ...(first !== undefined && { first }), ...(last !== undefined && { last }) };
}
