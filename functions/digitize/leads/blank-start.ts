import type { BlockSignal } from './lead-cut.ts';

/** A shorter stretch without trace may be a faint beginning, s. */
const LEAST_BLANK_S = 0.1;
/** The share of rows that may show something before the others begin: remains of a name. */
const STRAY_SHARE = 0.25;
const SAMPLE_RATE_HZ = 500;

/**
 * Lets the recording begin where its rows do: where names stand before the traces the columns were measured from them. What is blank at the start of
 * nearly all rows is taken off all that begin there, and all later blocks begin so much earlier.
 */
export function fromFirstTrace(blocks: readonly BlockSignal[]): BlockSignal[] {
  const starting = beginning(blocks);
  const blanks = starting.map(({ mv }) => mv.findIndex((v) => !Number.isNaN(v))).map((n) => (n < 0 ? Infinity : n));
  const blank = blanks.sort((a, b) => a - b)[Math.floor(STRAY_SHARE * blanks.length)] ?? 0;
  if (!Number.isFinite(blank) || blank < LEAST_BLANK_S * SAMPLE_RATE_HZ) return [...blocks];
  return beginningLater(blocks, blank);
}

/** The blocks that begin the recording. */
export function beginning(blocks: readonly BlockSignal[]): BlockSignal[] {
  const first = Math.min(...blocks.map(({ startS }) => startS));
  return blocks.filter(({ startS }) => startS === first);
}

/** The blocks without the first samples of those that begin the recording; the others begin so much earlier. */
export function beginningLater(blocks: readonly BlockSignal[], samples: number): BlockSignal[] {
  const starting = new Set(beginning(blocks));
  return blocks.map((block) => {
    if (!starting.has(block)) return { ...block, startS: block.startS - samples / SAMPLE_RATE_HZ };
    const { line } = block.reading;
    const cut = { ...line, startX: line.startX + samples * line.stepPx, y: line.y.subarray(samples) };
    return { ...block, mv: block.mv.subarray(samples), reading: { ...block.reading, line: cut } };
  });
}
