import { type ColumnRun, columnRuns } from '../maths/column-runs.ts';
import { darkPixels } from '../maths/dark-pixels.ts';
import type { Plane } from '../maths/plane.ts';
import { leaningLines } from './leaning-lines.ts';
import { uprightLine } from './upright-line.ts';

const VERTICAL_MM = 25;
const MAX_THICKNESS_MM = 1.2;
/** Level lines are so long at least, or a third of the page; those that lean run so far at least in one pixel row. */
const LEVEL_MM = 60;
const LEAST_PIECE_MM = 2;
/** Bars between columns are of one length to this, mm. */
const ALIKE_MM = 0.4;

/** The runs of ink up a page that are long enough for a rule's. */
export function uprightRuns(ink: Plane, pitchY: number, threshold: number): ColumnRun[] {
  return columnRuns(ink, threshold, VERTICAL_MM * pitchY);
}

/** A rule that was erased: the middle of one of its pixel lines, and where it begins and ends. */
export interface Rule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Erases printed rules from an upright ink plane: frames around the grid, bars between columns that cross several rows, and
 * lines across the header. No trace runs 25 mm up in one pixel column without coming down beside it, or level over a third of
 * the page without a beat. Returns the upright ones: bars between columns may be among them.
 * They are erased from the plane `also` of the same size too, what was seen as traces. `runs`: the ink's upright ones.
 */
export function eraseRules(
  ink: Plane,
  pitchX: number,
  pitchY: number,
  threshold: number,
  also?: Plane,
  runs = uprightRuns(ink, pitchY, threshold),
): Rule[] {
  const mostX = MAX_THICKNESS_MM * pitchX;
  // All are judged before any is erased: a piece of a leaning rule would take half of the next one's thickness with it.
  const ruled = thinOnes(runs, mostX).filter((run) => isRuled(ink, run, threshold, pitchX, also));
  const sure = ruled.filter((run) => !isFlank(ink, run, threshold, 4 * mostX));
  // A wave beside a bar between columns looks like the other flank of one.
  const upright = ruled.filter(
    (run) => sure.includes(run) || sure.some((other) => areDashes(run, other, ALIKE_MM * pitchY)),
  );
  eraseRuns(ink, upright, true, mostX, threshold, also);
  const mostY = MAX_THICKNESS_MM * pitchY;
  const least = Math.max(LEVEL_MM * pitchX, ink.widthPx / 3);
  const pieces = rowRuns(ink, threshold, LEAST_PIECE_MM * pitchX);
  const level = thinOnes(
    pieces.filter(([, from, to]) => to - from >= least),
    mostY,
  );
  eraseRuns(ink, level, false, mostY, threshold, also);
  for (const line of thinLines(leaningLines(pieces, least), mostY)) eraseRuns(ink, line, false, mostY, threshold, also);
  return upright.map(([line, from, to]) => ({ at: line + 0.5, from, to }));
}

/** Whether two lines stand one above the other and are of one length, as bars between columns are in all rows. */
function areDashes([line, from, to]: ColumnRun, [other, begin, end]: ColumnRun, alikePx: number): boolean {
  return Math.abs(line - other) <= 1 && Math.abs(to - from - (end - begin)) <= alikePx;
}

/** Erases runs with their grey rims. */
function eraseRuns(
  ink: Plane,
  runs: readonly ColumnRun[],
  vertical: boolean,
  maxThickness: number,
  threshold: number,
  also: Plane | undefined,
): void {
  const { widthPx: w, heightPx: h, values } = ink;
  const lines = vertical ? w : h;
  const along = vertical ? w : 1;
  const acrossStep = vertical ? 1 : w;
  const reach = Math.max(1, Math.round(maxThickness / 2));
  for (const [line, from, to] of runs) {
    for (let l = Math.max(0, line - reach); l <= Math.min(lines - 1, line + reach); l++) {
      if (l !== line && !isRim(ink, l, from, to, acrossStep, along, threshold)) continue;
      for (let s = from; s < to; s++) {
        const at = l * acrossStep + s * along;
        values[at] = 0;
        if (also !== undefined) also.values[at] = 0;
      }
    }
  }
}

/** As `columnRuns` along the rows: row, first column, first column after it. */
function rowRuns({ widthPx: w, heightPx: h, values }: Plane, threshold: number, minLength: number): ColumnRun[] {
  const found: ColumnRun[] = [];
  const next = darkPixels(values, Math.ceil(threshold));
  for (let row = 0; row < h; row++) {
    const [start, end] = [row * w, row * w + w];
    for (let from = next(start, end); from < end; ) {
      let to = from + 1;
      while (to < end && (values[to] as number) >= threshold) to++;
      if (to - from >= minLength) found.push([row, from - start, to - start]);
      from = next(to, end);
    }
  }
  return found;
}

/** The runs beside which few others run. */
function thinOnes(found: readonly ColumnRun[], maxThickness: number): ColumnRun[] {
  const thickness = ([line, from, to]: ColumnRun) =>
    found.filter(([l, a, b]) => Math.abs(l - line) < 12 && Math.min(b, to) - Math.max(a, from) > (to - from) / 2)
      .length;
  return found.filter((run) => thickness(run) <= maxThickness);
}

/** The lines beside which few others run. */
function thinLines(lines: readonly (readonly ColumnRun[])[], maxThickness: number): (readonly ColumnRun[])[] {
  const ends = lines.map((line): ColumnRun => {
    const [row, from] = line[0] as ColumnRun;
    const [, , to] = line.at(-1) as ColumnRun;
    return [row, from, to];
  });
  const thin = new Set(thinOnes(ends, maxThickness));
  return lines.filter((_, i) => thin.has(ends[i] as ColumnRun));
}

/** Share of a rule's length along which it is as thick as usual: the rest is crossed by traces. Waves that stand one over another are not even. */
const EVEN_SHARE = 0.75;
/**
 * What is seen as trace nearly all along is one, a tall wave's flank, unless it stands as upright and straight as only a ruler draws; what is seen so in part is
 * one where it leans clearly. Ruled lines lean by 0.0013 at most and bow by 0.044 mm (174 on 63 pages, lean to length), flanks by 0.003 or 0.05 mm at least.
 */
const RULED = { tracedShare: 0.9, mostLean: 0.0023, mostBowMm: 0.048 } as const;
const TILTED = { tracedShare: 0.3, mostLean: 0.008 } as const;

/** Whether an upright line is ruled, as print is. */
function isRuled(ink: Plane, run: ColumnRun, threshold: number, pitchX: number, also: Plane | undefined): boolean {
  const line = uprightLine(ink, ...run, threshold);
  if (line.evenShare < EVEN_SHARE || line.widthPx > MAX_THICKNESS_MM * pitchX + 1) return false;
  if (also === undefined) return true;
  const traced = inkedShare(also, run, threshold);
  const lean = Math.abs(line.lean);
  const isStraight = lean <= RULED.mostLean && line.bowPx <= RULED.mostBowMm * pitchX;
  return (isStraight || traced < RULED.tracedShare) && (lean <= TILTED.mostLean || traced < TILTED.tracedShare);
}

/** Share of a run's pixel rows that are inked there or beside it. */
function inkedShare({ widthPx: w, values }: Plane, [x, from, to]: ColumnRun, threshold: number): number {
  let inked = 0;
  for (let at = from * w + x; at < to * w; at += w) {
    if (Math.max(values[at - 1] ?? 0, values[at] as number, values[at + 1] ?? 0) >= threshold) inked++;
  }
  return inked / (to - from);
}

/** A wave goes up and comes down: beyond the paper at one side of its flank runs another, this share as long at least. */
const OTHER_FLANK = 0.35;

/** Whether an upright line is the flank of tall waves, such as stand one over another where rows are close. */
function isFlank(ink: Plane, [x, from, to]: ColumnRun, threshold: number, reachPx: number): boolean {
  const { widthPx: w, values } = ink;
  for (const side of [-1, 1]) {
    let apart = false;
    for (let d = 1; d <= reachPx; d++) {
      const column = x + side * d;
      if (column < 0 || column >= w) break;
      let inked = 0;
      for (let y = from; y < to; y++) if ((values[y * w + column] as number) >= threshold) inked++;
      if (inked < 0.2 * (to - from)) apart = true;
      if (apart && inked > OTHER_FLANK * (to - from)) return true;
    }
  }
  return false;
}

/** The grey rim of a rule: faintly inked nearly all along. */
function isRim(
  ink: Plane,
  line: number,
  from: number,
  to: number,
  acrossStep: number,
  along: number,
  threshold: number,
): boolean {
  let inked = 0;
  for (let s = from; s < to; s++) if ((ink.values[line * acrossStep + s * along] as number) > threshold * 0.2) inked++;
  return inked > 0.8 * (to - from);
}
