import type { ColumnLattice } from '../layout/column-lattice.ts';
import type { Bar } from '../marks/bars.ts';
import { type Band, bandOf, inkedRows } from '../marks/inked-rows.ts';
import type { PageMarks } from '../marks/page-marks.ts';
import { onlyStretch } from '../maths/only-stretch.ts';

/** Where the traces of one column end and those of the next begin, frame px. */
export interface ColumnEnd {
  readonly endX: number;
  readonly nextX: number;
}

/** Bars and gaps are looked for this far from where the lattice puts the boundary, mm. */
const REACH_MM = 1.2;
/** Bars of one boundary stand one above another, mm. */
const PLUMB_MM = 0.3;
/** One blank pixel column may be a faint stroke; a longer stretch than this is a trace that ended early, px and mm. */
const LEAST_GAP_PX = 2;
const MOST_GAP_MM = 1.2;
/** So many rows may differ from all others: a name, a speck. */
const STRAY_ROWS = 1;
/** Wide gaps are looked for this far from the lattice's boundaries, mm; they and the steps between columns are alike to this, mm. */
const WIDE_REACH_MM = 8;
const WIDE_ALIKE_MM = 1;

/**
 * Where columns end exactly, by the lattice's inner boundaries. The lattice divides evenly between the rows' ends; carts round to pixels, and many
 * leave a gap: there nearly all rows are blank in the same pixel columns and inked on both sides, which traces are not by themselves. Bars that
 * stand one above another in nearly all rows are drawn on the boundary. Null where a boundary shows neither.
 */
export function columnEnds(
  page: Pick<PageMarks, 'ink' | 'rows' | 'level'>,
  { startMm, widthMm, columns }: ColumnLattice,
  leadRows: readonly number[],
  bars: readonly Bar[],
  pitchX: number,
): (ColumnEnd | null)[] {
  const bands = leadRows.map((row) => bandOf(page, row));
  const least = bands.length - STRAY_ROWS;
  if (least < 2) return [];
  const boundaries = Array.from({ length: columns - 1 }, (_, j) => (startMm + (j + 1) * widthMm) * pitchX);
  return (
    wideGaps(page, boundaries, bands, pitchX) ??
    boundaries.map((boundary) => {
      const near = bars.filter(({ centreX }) => Math.abs(centreX - boundary) <= REACH_MM * pitchX);
      return near.length > 0 ? plumbBars(near, least, pitchX) : gapAt(page, boundary, bands, pitchX);
    })
  );
}

function plumbBars(bars: readonly Bar[], least: number, pitchX: number): ColumnEnd | null {
  const centres = bars.map(({ centreX }) => centreX).sort((a, b) => a - b);
  const middle = centres[centres.length >> 1] as number;
  const plumb = centres.filter((x) => Math.abs(x - middle) < PLUMB_MM * pitchX).length;
  return plumb >= least ? { endX: middle, nextX: middle } : null;
}

/** Gaps of more than a narrow one's width, as long at all boundaries and as far apart: no traces that ended early. Null where one of them is not. */
function wideGaps(
  page: Pick<PageMarks, 'ink' | 'level'>,
  boundaries: readonly number[],
  bands: readonly Band[],
  pitchX: number,
): ColumnEnd[] | null {
  const gaps = boundaries.map((boundary) => wideGapAt(page, boundary, bands, pitchX));
  if (!gaps.every((gap) => gap !== null)) return null;
  const areAlike = (values: readonly number[]) => Math.max(...values) - Math.min(...values) < WIDE_ALIKE_MM * pitchX;
  const steps = gaps.slice(1).map(({ nextX }, j) => nextX - (gaps[j]?.nextX ?? 0));
  return areAlike(gaps.map(({ endX, nextX }) => nextX - endX)) && (steps.length === 0 || areAlike(steps)) ? gaps : null;
}

/** The only stretch near a boundary in which nearly all rows are blank. */
function wideGapAt(
  page: Pick<PageMarks, 'ink' | 'level'>,
  boundary: number,
  bands: readonly Band[],
  pitchX: number,
): ColumnEnd | null {
  const from = Math.max(0, Math.round(boundary - WIDE_REACH_MM * pitchX));
  const to = Math.min(page.ink.widthPx, Math.round(boundary + WIDE_REACH_MM * pitchX));
  const gap = onlyGap(inkedRows(page, bands, from, to));
  if (gap === null || gap.end - gap.first <= MOST_GAP_MM * pitchX) return null;
  return { endX: from + gap.first, nextX: from + gap.end };
}

/** The one stretch in which nearly all rows are blank, with ink on both sides; null where there is none, or another. */
const onlyGap = (inked: readonly number[]) => onlyStretch(inked.map((count) => count <= STRAY_ROWS));

function gapAt(
  { ink, level }: Pick<PageMarks, 'ink' | 'level'>,
  boundary: number,
  bands: readonly Band[],
  pitchX: number,
): ColumnEnd | null {
  const reach = Math.ceil(REACH_MM * pitchX);
  const from = Math.round(boundary) - reach;
  if (from < 0 || from + 2 * reach > ink.widthPx) return null;
  const inked = inkedRows({ ink, level }, bands, from, from + 2 * reach);
  const gap = onlyGap(inked);
  if (gap === null) return null;
  const { first, end } = gap;
  if (end - first < LEAST_GAP_PX || end - first > MOST_GAP_MM * pitchX) return null;
  const traced = [inked[first - 1] as number, inked[end] as number].every(
    (count) => count >= bands.length - STRAY_ROWS,
  );
  return traced ? { endX: from + first, nextX: from + end } : null;
}
