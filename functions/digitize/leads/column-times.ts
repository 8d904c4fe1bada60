import type { BlockSignal } from './lead-cut.ts';
import { type LeadColumn, recordedStarts } from './recorded-starts.ts';

const SAMPLE_RATE_HZ = 500;

/** Gives the blocks the time at which they were recorded, where that is not their place on paper; what lies behind the next column's begin is taken off. */
export function inRecordedTime(blocks: readonly BlockSignal[]): BlockSignal[] {
  const strips = blocks.filter(({ rhythm }) => rhythm);
  const starts = recordedStarts(leadColumns(blocks), strips.length === 0 ? null : asColumn(strips));
  if (starts === null) return [...blocks];
  return blocks.map((block) => {
    const { rhythm, reading } = block;
    const startS = starts[reading.column];
    return rhythm || startS === undefined ? block : endingBy({ ...block, startS }, starts[reading.column + 1]);
  });
}

function leadColumns(blocks: readonly BlockSignal[]): LeadColumn[] {
  const columns = Map.groupBy(
    blocks.filter(({ rhythm }) => !rhythm),
    ({ reading }) => reading.column,
  );
  return [...columns].sort(([a], [b]) => a - b).map(([, own]) => asColumn(own));
}

const asColumn = (blocks: readonly BlockSignal[]): LeadColumn => ({
  startS: blocks[0]?.startS ?? 0,
  leads: blocks.map(({ mv }) => mv),
});

/** A block without what lies behind the next column's begin. */
function endingBy(block: BlockSignal, nextS: number | undefined): BlockSignal {
  const samples =
    nextS === undefined || nextS <= block.startS ? Infinity : Math.round((nextS - block.startS) * SAMPLE_RATE_HZ);
  if (samples >= block.mv.length) return block;
  const { line } = block.reading;
  const cut = { ...line, y: line.y.subarray(0, samples) };
  return { ...block, mv: block.mv.subarray(0, samples), reading: { ...block.reading, line: cut } };
}
