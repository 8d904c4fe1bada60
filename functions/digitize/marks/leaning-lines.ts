import type { ColumnRun } from '../maths/column-runs.ts';
import { lineThrough } from '../maths/line-through.ts';

/** A line is broken where it goes over from one pixel row to the next by no more than this, px. */
const MOST_HOLE_PX = 3;
/** It leans by less than this, px a px of length, and its middles stray from a straight line by no more, px. */
const MOST_LEAN = 0.02;
const MOST_STRAY_PX = 1;

/**
 * Level lines that lean by so little, or waver so between two pixel rows, that they are broken along each: chains of runs along the rows (row, first column,
 * first column after it) that go on from row to row, straight and `least` px long together.
 */
export function leaningLines(runs: readonly ColumnRun[], least: number): ColumnRun[][] {
  const byRow = Map.groupBy(runs, ([row]) => row);
  const taken = new Set<ColumnRun>();
  const found: ColumnRun[][] = [];
  for (const first of [...runs].sort(([, a], [, b]) => a - b)) {
    if (taken.has(first)) continue;
    const line: ColumnRun[] = [];
    for (let last: ColumnRun | undefined = first; last !== undefined; last = onward(byRow, last)) {
      line.push(last);
      taken.add(last);
    }
    if (line.length > 1 && isStraight(line, least)) found.push(line);
  }
  return found;
}

/** The run that goes on furthest from the end of one, in its row or one beside it. */
function onward(byRow: ReadonlyMap<number, readonly ColumnRun[]>, [row, from, to]: ColumnRun): ColumnRun | undefined {
  const near = [row - 1, row, row + 1].flatMap((one) => byRow.get(one) ?? []);
  return near
    .filter(([, begin, end]) => begin >= from && begin <= to + MOST_HOLE_PX && end > to)
    .sort(([, , a], [, , b]) => b - a)[0];
}

function isStraight(line: readonly ColumnRun[], least: number): boolean {
  const [, from] = line[0] as ColumnRun;
  const [, , to] = line.at(-1) as ColumnRun;
  if (to - from < least) return false;
  const { meanX, meanY, slope } = lineThrough(
    line.map(([, begin, end]) => (begin + end) / 2),
    line.map(([row]) => row),
  );
  if (slope === null || Math.abs(slope) > MOST_LEAN) return false;
  return line.every(
    ([row, begin, end]) => Math.abs(row - meanY - slope * ((begin + end) / 2 - meanX)) <= MOST_STRAY_PX,
  );
}
