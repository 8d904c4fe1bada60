import { median } from '../maths/median.ts';
import { inkRuns, LEVEL_STROKES, middle, type Run, touch } from './ink-runs.ts';
import type { RowBand } from './row-trace.ts';
import type { Sight } from './sight.ts';

/** Runs of ink belong to a trace that runs level, or nearly, if they are no higher than so many times what those that may usually are. */
const USUAL_HEIGHTS = 1.4;
/** Shares of the way to the nearer neighbour, as all of these lengths are: within which ink is looked at, over which the baseline is told to either side, how near to it a trace runs level. */
const REACH = 0.6;
const AROUND = 0.4;
const NEAR = 0.08;
/** Where fewer of the columns hold one run alone, a grid, noise or other rows stand in them; where fewer hold a level one, no baseline is told. */
const LEAST_SINGLE = 0.4;
const LEAST_LEVEL = 0.2;
/**
 * What a hand drew by a stretch: marks at two places, and one more for so much of its length, over no more than so much of it; nearer ones are one. What is in
 * fewer columns is a remnant of the grid.
 */
const MARKS = { least: 2, every: 4, apart: 0.25, most: 0.6, columns: 0.03 } as const;
/** A level line is at least so many strokes long. */
const LEAST_STROKES = 3;

/** Further than so many strokes from where a trace surely is, ink of its columns is another's. */
export const OTHER_STROKES = 4;

/**
 * Where the trace of a row surely is: for each column of its band the run of ink that it is in, frame px; null elsewhere. It is there where a level line
 * runs near the row's baseline, and between two of those where one run touches the next. People circle what they found on an ECG, with pens as black as
 * the recorder's, and write between the traces: whatever else stands in such a column is no trace.
 */
export function sureRuns(sight: Sight, band: RowBand): (Run | null)[] {
  const columns = band.right - band.left;
  const spacePx = Math.min(band.spaceAbovePx, band.spaceBelowPx);
  const runs = runsOf(sight, band, REACH * spacePx);
  const level = runs.map((own) => own.filter((run) => heightOf(run) <= LEVEL_STROKES * sight.strokePx));
  const lone = level.map((own, x) => (runs[x]?.length === 1 && own[0] !== undefined ? middle(own[0]) : null));
  const isFree = runs.filter((own) => own.length === 1).length >= LEAST_SINGLE * columns;
  const isTold = lone.filter((y) => y !== null).length >= LEAST_LEVEL * columns;
  if (!isFree || !isTold) return runs.map(() => null);
  const around = Math.max(1, Math.round(AROUND * spacePx));
  const baseline = baselineOf(lone, around);
  const usualPx = median(runs.flatMap((own, x) => (lone[x] === null ? [] : own.map(heightOf))));
  const near = level.map((own, x) => {
    const off = (run: Run) => Math.abs(middle(run) - (baseline[x] as number));
    const thin = own.filter((run) => heightOf(run) <= USUAL_HEIGHTS * usualPx && off(run) < NEAR * spacePx);
    return thin.sort((one, other) => off(one) - off(other))[0] ?? null;
  });
  const sure = joined(linesOf(near, LEAST_STROKES * sight.strokePx), runs);
  const others = sure.flatMap((run, x) => (run !== null && (runs[x]?.length ?? 0) > 1 ? [x] : []));
  return areMarks(others, columns, spacePx) ? outsideLoops(sure, runs) : runs.map(() => null);
}

/**
 * The sure runs but where other ink, all above or all below them, parts from them and comes back: that is a wave, and what runs on between its flanks a remnant of
 * the grid, on which it stands. Marks end elsewhere, or cross the line.
 */
function outsideLoops(sure: readonly (Run | null)[], runs: readonly (readonly Run[])[]): (Run | null)[] {
  const kept = [...sure];
  const othersAt = (x: number) => (runs[x] ?? []).filter((run) => run !== sure[x]);
  const sideOf = (x: number): -1 | 0 | 1 => {
    const [own, others] = [sure[x] ?? null, othersAt(x)];
    if (own === null || others.length === 0) return 0;
    return others.every(({ bottom }) => bottom <= own.top) ? -1 : others.every(({ top }) => top >= own.bottom) ? 1 : 0;
  };
  const joins = (at: number, x: number) =>
    (runs[at] ?? []).some((run) => touch(run, sure[x] as Run) && othersAt(x).some((other) => touch(run, other)));
  for (let x = 1; x < sure.length; x++) {
    const side = sideOf(x);
    if (side === 0) continue;
    const from = x;
    while (x + 1 < sure.length && sideOf(x + 1) === side) x++;
    if (joins(from - 1, from) && joins(x + 1, x)) kept.fill(null, from - 1, x + 2);
  }
  return kept;
}

/** Whether columns that hold other ink are those of a few marks: a grid's line at the baseline lies under every wave. `spacePx`: the way to the nearer neighbour. */
function areMarks(columns: readonly number[], of: number, spacePx: number): boolean {
  const begins = columns.flatMap((x, k) =>
    k === 0 || x - (columns[k - 1] as number) > MARKS.apart * spacePx ? [k] : [],
  );
  const marks = begins.filter((k, i) => (begins[i + 1] ?? columns.length) - k >= MARKS.columns * spacePx);
  const most = MARKS.least + Math.floor(of / (MARKS.every * spacePx));
  return marks.length <= most && columns.length <= MARKS.most * of;
}

const heightOf = ({ top, bottom }: Run): number => bottom - top;

/** The runs of every column of a band, no further than `reach` from the row's baseline. */
function runsOf(sight: Sight, { left, right, top, bottom, baselinePx }: RowBand, reach: number): Run[][] {
  const [from, to] = [Math.max(top, Math.round(baselinePx - reach)), Math.min(bottom, Math.round(baselinePx + reach))];
  return inkRuns(sight, { left, right, top: from, bottom: to });
}

/** The middle height of the lone runs within `around` columns of each, or of all. */
function baselineOf(lone: readonly (number | null)[], around: number): Float32Array {
  const baseline = new Float32Array(lone.length);
  const step = Math.max(1, around >> 2);
  const heights = new Float64Array(2 * around);
  for (let x = 0; x < lone.length; x += step) {
    const centre = x + (step >> 1);
    const end = Math.min(lone.length, centre + around);
    let count = 0;
    for (let k = Math.max(0, centre - around); k < end; k++) {
      const height = lone[k] ?? null;
      if (height !== null) heights[count++] = height;
    }
    const own = heights.subarray(0, count).sort()[count >> 1];
    baseline.fill(own ?? median(lone.filter((y) => y !== null)), x, x + step);
  }
  return baseline;
}

/** The runs that touch one another from column to column over at least `leastColumns`; null elsewhere. */
function linesOf(runs: readonly (Run | null)[], leastColumns: number): (Run | null)[] {
  const lines: (Run | null)[] = runs.map(() => null);
  let from = 0;
  for (let x = 0; x <= runs.length; x++) {
    const own = runs[x] ?? null;
    const before = runs[x - 1] ?? null;
    if (own !== null && before !== null && touch(own, before)) continue;
    if (x - from >= leastColumns) for (let k = from; k < x; k++) lines[k] = runs[k] ?? null;
    from = own === null ? x + 1 : x;
  }
  return lines;
}

/** Lines with what joins them: the only run of each next column that touches the one before, until that is the next line's. */
function joined(lines: readonly (Run | null)[], runs: readonly (readonly Run[])[]): (Run | null)[] {
  const all = [...lines];
  for (let x = 0; x + 1 < lines.length; x++) {
    let last = lines[x] ?? null;
    if (last === null || lines[x + 1] !== null) continue;
    const way: Run[] = [];
    for (let at = x + 1; last !== null && at < lines.length; at++) {
      const next: Run[] = (runs[at] ?? []).filter((run) => touch(run, last as Run));
      if (next.length !== 1) break;
      last = next[0] as Run;
      if (last === lines[at]) {
        way.forEach((run, k) => {
          all[x + 1 + k] = run;
        });
        break;
      }
      way.push(last);
    }
  }
  return all;
}
