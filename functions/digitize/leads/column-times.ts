import type { BlockSignal } from './lead-cut.ts';
import { blankSamples, recordedStarts, timeReasons } from './recorded-starts.ts';

const SAMPLE_RATE_HZ = 500;

/** Gives the blocks the time at which they were recorded, where that is not their place on paper; the gaps between columns are taken off. */
export function inRecordedTime(blocks: readonly BlockSignal[]): BlockSignal[] {
  const strips = blocks.filter(({ rhythm }) => rhythm);
  const columns = columnsOf(blocks);
  const starts = recordedStarts(columns, strips);
  if (starts === null) return [...blocks];
  const inTime = columns.flatMap((column, k) =>
    withoutBlankEnds(
      column.map((block) => ({ ...block, startS: starts[k] ?? block.startS })),
      k > 0,
    ),
  );
  return [...inTime, ...strips];
}

/** The leads' blocks by column, from left to right. */
function columnsOf(blocks: readonly BlockSignal[]): BlockSignal[][] {
  const columns = Map.groupBy(
    blocks.filter(({ rhythm }) => !rhythm),
    ({ reading }) => reading.column,
  );
  return [...columns].sort(([a], [b]) => a - b).map(([, column]) => column);
}

/** Says where blocks begin at another time than their place on paper, `pxPerS` along it, says. */
export function columnTimeReasons(blocks: readonly BlockSignal[], pxPerS: number): string[] {
  const first = columnsOf(blocks).flatMap(([block]) => block ?? []);
  return timeReasons(
    first.map(({ reading }) => reading.line.startX / pxPerS),
    first.map(({ startS }) => startS),
  );
}

/** The blocks of a column without what is blank at the end of all of them, and at the begin where that lies behind a gap. */
function withoutBlankEnds(column: readonly BlockSignal[], isBehindGap: boolean): BlockSignal[] {
  const isKnown = (v: number) => !Number.isNaN(v);
  const from = isBehindGap ? blankSamples(column) : 0;
  const to = Math.max(from, ...column.map(({ mv }) => mv.findLastIndex(isKnown) + 1));
  return column.map((block) => {
    const { line } = block.reading;
    const shown = { ...line, startX: line.startX + from * line.stepPx, y: line.y.subarray(from, to) };
    return {
      ...block,
      startS: block.startS + from / SAMPLE_RATE_HZ,
      mv: block.mv.subarray(from, to),
      reading: { ...block.reading, line: shown },
    };
  });
}
