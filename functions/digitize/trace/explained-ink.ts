import { darkPixels } from '../maths/dark-pixels.ts';
import type { CentreLine } from './centre-line.ts';
import type { Run } from './ink-runs.ts';
import type { RowBand } from './row-trace.ts';
import type { Sight } from './sight.ts';
import { OTHER_STROKES, sureRuns } from './sure-runs.ts';

/** How far the lines that were read, drawn again, agree with the ink around one of them. */
export interface Rendering {
  /** Share of the ink near the row that no line explains: cut peaks, rows that strayed. What stands beside a trace that surely is elsewhere does not count. */
  readonly unexplained: number;
  /** Share of the line's own length that runs over blank paper. */
  readonly blank: number;
}

/** A drawn line covers its pen and this much of its blur, px. */
const BLUR_PX = 1.2;
/** Ink further from the baseline may be print, mm. */
const NEAR_MM = 14;
/** So little of the ink tells nothing against a line, whosever it is. */
const LITTLE = 0.02;
/** Paler than this share of a full stroke is a rim, or paper. */
const INKED = 0.35;

interface Drawn {
  readonly band: RowBand;
  readonly line: CentreLine;
}

/** Draws all lines again with the pen, and holds the ink around each against the drawing. */
export function rendered(sight: Sight, blocks: readonly Drawn[], pitchY: number): Rendering[] {
  const { ink, level, strokePx, hidden } = sight;
  const { widthPx: w, heightPx: h, values } = ink;
  const drawn = new Uint8Array(values.length);
  for (const { line } of blocks) drawLine(drawn, w, h, line, strokePx / 2 + BLUR_PX);
  return blocks.map(({ band, line }) => {
    const near = {
      top: Math.max(0, Math.round(band.baselinePx - Math.min(band.spaceAbovePx / 2, NEAR_MM * pitchY))),
      bottom: Math.min(h, Math.round(band.baselinePx + Math.min(band.spaceBelowPx / 2, NEAR_MM * pitchY))),
    };
    const unexplained = unexplainedShare(sight, drawn, band, near);
    const isTold = unexplained < LITTLE || band.crowded;
    return {
      unexplained: isTold
        ? unexplained
        : unexplainedShare(sight, drawn, band, near, ownHeights(sight, drawn, band, near)),
      blank: blankShare(values, hidden, w, h, line, INKED * level),
    };
  });
}

/** Share of the ink near a row, in each column only at its `own` heights where they are given, that is not drawn. */
function unexplainedShare(
  { ink, level, hidden }: Sight,
  drawn: Uint8Array,
  { left, right }: RowBand,
  near: Run,
  own?: readonly Run[],
): number {
  const next = darkPixels(ink.values, Math.ceil(INKED * level));
  let all = 0;
  let rest = 0;
  for (let y = near.top; y < near.bottom; y++) {
    const row = y * ink.widthPx;
    for (let at = next(row + left, row + right); at < row + right; at = next(at + 1, row + right)) {
      if (hidden[at] !== 0) continue;
      const heights = own?.[at - row - left] ?? near;
      if (y < heights.top || y >= heights.bottom) continue;
      const value = ink.values[at] as number;
      all += value;
      if (drawn[at] === 0) rest += value;
    }
  }
  return all === 0 ? 1 : rest / all;
}

/** The heights near a row, column by column: where the drawn line is where the trace surely runs, no further from it than ink is the trace's. */
function ownHeights(sight: Sight, drawn: Uint8Array, band: RowBand, near: Run): Run[] {
  const reach = Math.ceil(OTHER_STROKES * sight.strokePx);
  return sureRuns(sight, band).map((run, column) => {
    const isDrawn = run !== null && drawn[((run.top + run.bottom) >> 1) * sight.ink.widthPx + band.left + column] === 1;
    if (!isDrawn) return near;
    return { top: Math.max(near.top, run.top - reach), bottom: Math.min(near.bottom, run.bottom + reach) };
  });
}

function drawLine(mask: Uint8Array, w: number, h: number, { startX, stepPx, y }: CentreLine, reach: number): void {
  for (let k = 0; k + 1 < y.length; k++) {
    const a = y[k] as number;
    const b = y[k + 1] as number;
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    const from = Math.max(0, Math.floor(startX + k * stepPx - reach));
    const to = Math.min(w - 1, Math.floor(startX + (k + 1) * stepPx + reach));
    const bottom = Math.min(h - 1, Math.floor(Math.max(a, b) + reach));
    for (let row = Math.max(0, Math.floor(Math.min(a, b) - reach)); row <= bottom; row++)
      mask.fill(1, row * w + from, row * w + to + 1);
  }
}

/** Share of the line's pixels, a column's from one node to the next, that are blank and not hidden. */
function blankShare(
  values: Uint8Array,
  hidden: Uint8Array,
  w: number,
  h: number,
  { startX, stepPx, y }: CentreLine,
  inked: number,
): number {
  let all = 0;
  let blank = 0;
  for (let k = 0; k + 1 < y.length; k++) {
    const a = y[k] as number;
    const b = y[k + 1] as number;
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    const x = Math.min(w - 1, Math.max(0, Math.floor(startX + (k + 0.5) * stepPx)));
    const last = Math.min(h - 1, Math.floor(Math.max(a, b)));
    for (let row = Math.max(0, Math.floor(Math.min(a, b))); row <= last; row++) {
      const at = row * w + x;
      all++;
      // A steep stroke is one column wide, and the line may run at its rim.
      const here = Math.max(
        values[at] as number,
        x > 0 ? (values[at - 1] as number) : 0,
        x + 1 < w ? (values[at + 1] as number) : 0,
      );
      if (here < inked && hidden[at] === 0) blank++;
    }
  }
  return all === 0 ? 1 : blank / all;
}
