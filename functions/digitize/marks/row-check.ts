import { median } from '../maths/median.ts';
import type { DataSpan } from './data-span.ts';
import type { Pulse } from './pulses.ts';
import type { Extent } from './row-extent.ts';
import type { RowOutline } from './row-outline.ts';
import { type Row, usualGap } from './rows.ts';

/** A pulse stands on the row within this distance of its foot. */
const ON_ROW_MM = 3.5;

const hasPulse = (row: Row, pulses: readonly Pulse[], pitchY: number) =>
  pulses.some(({ footY }) => Math.abs(footY - row.baselinePx) < ON_ROW_MM * pitchY);

/** Pulses of which at least half stand on rows; what else looks like pulses, such as cells of the grid, is left out. */
export function pulsesOnRows(pulses: readonly Pulse[], rows: readonly Row[], pitchY: number): readonly Pulse[] {
  const standing = pulses.filter(({ footY }) =>
    rows.some(({ baselinePx }) => Math.abs(baselinePx - footY) < ON_ROW_MM * pitchY),
  );
  return 2 * standing.length >= pulses.length && standing.length >= Math.min(2, rows.length) ? pulses : [];
}

/** Pulses stand before the traces or behind them: not further from either end of most rows than this, a share of their length, or than so many times their own width. */
const AT_ENDS = { ofLength: 0.12, ofWidth: 1.5 } as const;

/** Pulses that stand at the ends of rows; waves that a bar or the begin of the next lead cuts stand amid them. `extents`: of all rows, pulses included. */
export function pulsesAtEnds(pulses: readonly Pulse[], extents: readonly Extent[]): readonly Pulse[] {
  const isAmid = ({ left, right }: Pulse) => {
    const middle = (left + right) / 2;
    const around = extents.filter((row) => {
      const nearer = Math.min(middle - row.left, row.right - middle);
      return nearer > Math.max(AT_ENDS.ofLength * (row.right - row.left), AT_ENDS.ofWidth * (right - left));
    });
    return 2 * around.length > extents.length;
  };
  return pulses.filter((pulse) => !isAmid(pulse));
}

/** Gaps between rows of one page differ by less than this factor. */
const EVEN_GAPS = 1.35;

/** Heights of pulses' feet, from the top. */
const feetOf = (pulses: readonly Pulse[]): number[] => pulses.map(({ footY }) => footY).sort((a, b) => a - b);

/** Distance between neighbouring pulses where at least three are evenly spaced; else null. */
function evenGap(pulses: readonly Pulse[]): number | null {
  const feet = feetOf(pulses);
  const gaps = feet.slice(1).map((y, i) => y - (feet[i] as number));
  if (gaps.length < 2 || Math.max(...gaps) > EVEN_GAPS * Math.min(...gaps)) return null;
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}

/** A row stands amid two pulses to this share of how far these are apart. */
const AMID = 0.06;

/** Whether one row stands amid each pulse and the next: every other row's pulse was not seen, and crests stand at any height. */
function areEveryOther(rows: readonly Row[], pulses: readonly Pulse[], pitchY: number): boolean {
  const feet = feetOf(pulses);
  return feet.slice(1).every((foot, i) => {
    const before = feet[i] as number;
    const near = ON_ROW_MM * pitchY;
    const between = rows.filter(({ baselinePx }) => baselinePx > before + near && baselinePx < foot - near);
    const [one] = between;
    if (one === undefined || between.length > 1) return false;
    return Math.abs((one.baselinePx - before) / (foot - before) - 0.5) < AMID;
  });
}

/**
 * Sets the rows right by evenly spaced calibration pulses, of which carts print one a row: a pulse where a row is due adds it, and what lies
 * between rows that have one is none (the crests of a tachycardia, a line written by hand).
 */
export function rowsByPulses(rows: readonly Row[], pulses: readonly Pulse[], pitchY: number): Row[] {
  const gap = evenGap(pulses);
  if (gap === null || areEveryOther(rows, pulses, pitchY)) return [...rows];
  const kept = rows.filter((row) => {
    const nearest = Math.min(...pulses.map(({ footY }) => Math.abs(footY - row.baselinePx)));
    return nearest < ON_ROW_MM * pitchY || nearest > 0.7 * gap;
  });
  const added = pulses
    .filter(({ footY }) => kept.every((row) => Math.abs(row.baselinePx - footY) > 0.7 * gap))
    .map(({ footY }) => ({ baselinePx: Math.round(footY), mass: 0 }));
  return [...kept, ...added].sort((a, b) => a.baselinePx - b.baselinePx);
}

/** A row has a trace of its own in at least this share of the page's span. */
const LEAST_COVER = 0.45;

/** Which rows are traces: not a frame's edge, not a line of print or handwriting, not another row found twice. */
export function areTraces(
  rows: readonly Row[],
  extents: readonly Extent[],
  outlines: readonly RowOutline[],
  span: DataSpan,
  pulses: readonly Pulse[],
  pitchX: number,
  pitchY: number,
): boolean[] {
  const isNote = writtenBetween(rows, extents);
  const kept = extents.map((extent, i) => !runsBeyond(extent, span, pitchX) && isNote[i] !== true);
  const pulsed = rows.map((row) => hasPulse(row, pulses, pitchY));
  const whole = span.endPx - span.startPx;
  rows.forEach((row, i) => {
    if (kept[i] !== true || pulsed[i] === true) return;
    let own = common(outlines[i], outlines[i], span);
    rows.forEach((other, k) => {
      const stronger = pulsed[k] === true || other.mass > row.mass;
      if (k !== i && kept[k] === true && stronger) own -= common(outlines[i], outlines[k], span);
    });
    if (own < LEAST_COVER * whole) kept[i] = false;
  });
  return kept;
}

/** What is so much shorter than most rows, and so near to another for how far rows usually stand apart, was written by hand: thick strokes outweigh thin traces. */
const NOTE = { mostLength: 0.3, mostGap: 0.6 } as const;

function writtenBetween(rows: readonly Row[], extents: readonly Extent[]): boolean[] {
  const lengths = extents.map(({ left, right }) => right - left);
  const usualLength = median(lengths);
  const long = rows.filter((_, i) => (lengths[i] as number) >= NOTE.mostLength * usualLength);
  const gap = usualGap(long);
  return rows.map(
    (row) =>
      gap !== undefined &&
      !long.includes(row) &&
      long.some((other) => Math.abs(other.baselinePx - row.baselinePx) < NOTE.mostGap * gap),
  );
}

/** Columns of the span in which two outlines follow the same run. */
function common(a: RowOutline | undefined, b: RowOutline | undefined, span: DataSpan): number {
  if (a === undefined || b === undefined) return 0;
  let count = 0;
  for (let x = Math.max(0, Math.round(span.startPx)); x < Math.min(a.top.length, span.endPx); x++) {
    if (a.top[x] === b.top[x] && a.bottom[x] === b.bottom[x]) count++;
  }
  return count;
}

/** A frame or rule reaches this far beyond where the traces begin and end. */
const BEYOND_MM = 3;

/** Whether a row is a line of print: it runs on at both ends where most rows begin and end. */
export function runsBeyond(extent: Extent, span: DataSpan, pitchX: number): boolean {
  const beyond = BEYOND_MM * pitchX;
  return span.agreed && extent.left < span.startPx - beyond && extent.right > span.endPx + beyond;
}
