import { darkPixels } from '../maths/dark-pixels.ts';
import type { Sight } from './sight.ts';

/** Ink down a column, rows [top, bottom). */
export interface Run {
  readonly top: number;
  readonly bottom: number;
}

/** Columns [left, right) and rows [top, bottom) of the frame. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Share of a full stroke from which a pixel counts as ink, and where strokes are pale. */
export const INKED = 0.42;
export const PALELY_INKED = 0.25;
/** Runs of ink down a column that are no more strokes high may belong to a trace that runs level, or nearly. */
export const LEVEL_STROKES = 2.2;

/** The runs of ink, from a share of a full stroke on, down each column of an area, from the top; what is hidden is none. */
export function inkRuns({ ink, level, hidden }: Sight, { left, right, top, bottom }: Area, inked = INKED): Run[][] {
  const columns = right - left;
  const found = Array.from({ length: columns }, (): { top: number; bottom: number }[] => []);
  const next = darkPixels(ink.values, Math.ceil(inked * level));
  for (let y = top; y < bottom; y++) {
    const row = y * ink.widthPx + left;
    const end = row + columns;
    for (let at = next(row, end); at < end; at = next(at + 1, end)) {
      if (hidden[at] !== 0) continue;
      const runs = found[at - row] as { top: number; bottom: number }[];
      const last = runs.at(-1);
      if (last !== undefined && last.bottom === y) last.bottom = y + 1;
      else runs.push({ top: y, bottom: y + 1 });
    }
  }
  return found;
}

export const middle = ({ top, bottom }: Run): number => (top + bottom) / 2;

/** Whether two runs of neighbouring columns are parts of one stroke. */
export const touch = (one: Run, other: Run): boolean => one.top <= other.bottom && other.top <= one.bottom;

/** The runs of each column that belong to strokes which go on over at least `leastColumns`, column by column. */
export function linesOf(runs: readonly (readonly Run[])[], leastColumns: number): Run[][] {
  const lengths = new Map<Run, number>();
  const [before, after] = [lengthsTo(runs), lengthsTo(runs.toReversed())];
  for (const own of runs) {
    for (const run of own) lengths.set(run, (before.get(run) as number) + (after.get(run) as number) - 1);
  }
  return runs.map((own) => own.filter((run) => (lengths.get(run) as number) >= leastColumns));
}

/** How many columns each run's stroke has come so far. */
function lengthsTo(columns: readonly (readonly Run[])[]): Map<Run, number> {
  const lengths = new Map<Run, number>();
  let last: readonly Run[] = [];
  for (const own of columns) {
    for (const run of own) {
      const before = last.filter((other) => touch(run, other)).map((other) => lengths.get(other) as number);
      lengths.set(run, 1 + Math.max(0, ...before));
    }
    last = own;
  }
  return lengths;
}
