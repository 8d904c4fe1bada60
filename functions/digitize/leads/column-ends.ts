import type { ColumnLattice } from '../layout/column-lattice.ts';
import type { Bar } from '../marks/bars.ts';
import { INK_SHARE, type PageMarks } from '../marks/page-marks.ts';

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
  return Array.from({ length: columns - 1 }, (_, j) => {
    const boundary = (startMm + (j + 1) * widthMm) * pitchX;
    const near = bars.filter(({ centreX }) => Math.abs(centreX - boundary) <= REACH_MM * pitchX);
    return near.length > 0 ? plumbBars(near, least, pitchX) : gapAt(page, boundary, bands, pitchX);
  });
}

/** Half of the way to the neighbouring rows. */
function bandOf({ rows, ink }: Pick<PageMarks, 'ink' | 'rows'>, row: number): { top: number; bottom: number } {
  const own = rows[row]?.baselinePx ?? 0;
  const above = rows[row - 1]?.baselinePx ?? 0;
  const below = rows[row + 1]?.baselinePx ?? ink.heightPx;
  return { top: Math.round((own + above) / 2), bottom: Math.round((own + below) / 2) };
}

function plumbBars(bars: readonly Bar[], least: number, pitchX: number): ColumnEnd | null {
  const centres = bars.map(({ centreX }) => centreX).sort((a, b) => a - b);
  const middle = centres[centres.length >> 1] as number;
  const plumb = centres.filter((x) => Math.abs(x - middle) < PLUMB_MM * pitchX).length;
  return plumb >= least ? { endX: middle, nextX: middle } : null;
}

function gapAt(
  { ink, level }: Pick<PageMarks, 'ink' | 'level'>,
  boundary: number,
  bands: readonly { top: number; bottom: number }[],
  pitchX: number,
): ColumnEnd | null {
  const reach = Math.ceil(REACH_MM * pitchX);
  const from = Math.round(boundary) - reach;
  if (from < 0 || from + 2 * reach > ink.widthPx) return null;
  const isInked = (x: number, { top, bottom }: { top: number; bottom: number }) => {
    for (let y = top; y < bottom; y++) {
      if ((ink.values[y * ink.widthPx + x] as number) >= INK_SHARE * level) return true;
    }
    return false;
  };
  const inked = Array.from({ length: 2 * reach }, (_, i) => bands.filter((band) => isInked(from + i, band)).length);
  const blank = inked.map((count) => count <= STRAY_ROWS);
  const first = blank.indexOf(true);
  const end = blank.lastIndexOf(true) + 1;
  if (first <= 0 || end >= blank.length || !blank.slice(first, end).every(Boolean)) return null;
  if (end - first < LEAST_GAP_PX || end - first > MOST_GAP_MM * pitchX) return null;
  const traced = [inked[first - 1] as number, inked[end] as number].every(
    (count) => count >= bands.length - STRAY_ROWS,
  );
  return traced ? { endX: from + first, nextX: from + end } : null;
}
