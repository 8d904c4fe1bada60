import type { Bar } from '../marks/bars.ts';
import type { PageMarks } from '../marks/page-marks.ts';
import { nearestRow, type Row } from '../marks/rows.ts';
import type { Plane } from '../maths/plane.ts';
import type { ColumnLattice } from './column-lattice.ts';

/** Bars of one kind stand this alike, mm. */
const ALIKE_MM = 0.4;
/** A place is believed to hold a bar when this share of it is inked. */
const INKED = 0.9;

/** The edge of a bar stands at most this far from its boundary, mm. */
const AT_BOUNDARY_MM = 0.4;

/** A stroke no wider than this many pens may be the last flank of a lead that its boundary cuts off. */
const FLANK_PENS = 1.5;
/** So many bars one above another make a broken rule. */
const DASHES = 3;

type Place = Pick<Bar, 'left' | 'right' | 'centreX'>;

/** The row that a bar stands on, and its ends against that row's baseline, px. */
function standing({ top, bottom }: Bar, rows: readonly Row[]): BarKind & { readonly row: number } {
  const row = nearestRow((top + bottom) / 2, rows);
  const baseline = rows[row]?.baselinePx ?? 0;
  return { row, top: top - baseline, bottom: bottom - baseline };
}

/** Whether a bar has its like in another row or at another boundary, or is one of the dashes of a rule: flanks have neither. */
function hasCompany(
  bar: Bar,
  bars: readonly Bar[],
  rows: readonly Row[],
  pitch: { readonly x: number; readonly y: number },
): boolean {
  const own = standing(bar, rows);
  const near = (a: number, b: number, px: number) => Math.abs(a - b) < ALIKE_MM * px;
  const column = bars.filter(({ centreX }) => near(centreX, bar.centreX, pitch.x));
  if (column.filter(({ top, bottom }) => near(bottom - top, bar.bottom - bar.top, pitch.y)).length >= DASHES)
    return true;
  return bars.some((other) => {
    const its = standing(other, rows);
    const elsewhere = its.row !== own.row || Math.abs(other.centreX - bar.centreX) > 10 * pitch.x;
    return elsewhere && near(its.top, own.top, pitch.y) && near(its.bottom, own.bottom, pitch.y);
  });
}

/**
 * The bars between columns, wherever the layout has a boundary, with those that a wave touches or hides: carts print the same bars at every
 * boundary of every row, so where one row shows a bar at a boundary, and another boundary shows one at the same height against its row, a
 * place that is inked from end to end holds one too. So does a boundary that showed none where such places are inked in two rows or more. A
 * thin bar that is like no other is a flank, and none.
 */
export function columnBars(
  { bars, rows, ink, strokePx }: Pick<PageMarks, 'bars' | 'rows' | 'ink' | 'strokePx'>,
  { startMm, widthMm, columns }: ColumnLattice,
  pitch: { readonly x: number; readonly y: number },
  threshold: number,
): Bar[] {
  const found = bars
    .filter(({ centreX, left, right }) => {
      const at = (centreX / pitch.x - startMm) / widthMm;
      const nearest = Math.min(columns, Math.max(0, Math.round(at)));
      return Math.abs(at - nearest) * widthMm < AT_BOUNDARY_MM + (right - left) / 2 / pitch.x;
    })
    .filter((bar, _, near) => bar.right - bar.left > FLANK_PENS * strokePx || hasCompany(bar, near, rows, pitch));
  const all = [...found];
  const kinds = barKinds(found, rows, pitch.y);
  const at = (place: Place, { baselinePx }: Row, kind: BarKind): Bar => ({
    ...place,
    top: Math.max(0, Math.round(baselinePx + kind.top)),
    bottom: Math.min(ink.heightPx, Math.round(baselinePx + kind.bottom)),
    detached: false,
  });
  const bare = Array.from({ length: columns - 1 }, (_, j) => (startMm + (j + 1) * widthMm) * pitch.x).filter((x) =>
    found.every(({ centreX }) => Math.abs(centreX - x) > 2 * AT_BOUNDARY_MM * pitch.x),
  );
  for (const x of bare) {
    const shown = (place: Place) => {
      const bars = kinds.flatMap((kind) => rows.map((row) => at(place, row, kind)));
      return bars.filter((bar) => inkedShare(ink, bar, threshold) >= MISSED_INKED);
    };
    all.push(...missedBars(x, found, pitch.x, shown));
  }
  for (const place of found) {
    for (const row of rows) {
      for (const kind of kinds) {
        const bar = at(place, row, kind);
        const known = all.some(
          (other) =>
            Math.abs(other.centreX - bar.centreX) < ALIKE_MM * pitch.x &&
            other.top < bar.bottom &&
            other.bottom > bar.top,
        );
        if (!known && inkedShare(ink, bar, threshold) >= INKED) all.push(bar);
      }
    }
  }
  return all;
}

/** Bars that were not found themselves are looked for this far from their boundary, mm; so much of them is inked in this many rows. */
const MISSED_REACH_MM = 1;
const MISSED_INKED = 0.8;
const MISSED_ROWS = 2;

/** The bars by a boundary at which none was found, as wide as those found elsewhere: those of the place at which most are `shown`, from two rows on. */
function missedBars(
  boundaryX: number,
  found: readonly Bar[],
  pitchX: number,
  shown: (place: Place) => Bar[],
): readonly Bar[] {
  const widths = found.map(({ left, right }) => right - left).sort((a, b) => a - b);
  const width = widths[widths.length >> 1];
  if (width === undefined) return [];
  const first = Math.max(0, Math.round(boundaryX - MISSED_REACH_MM * pitchX - width / 2));
  const tried = Array.from({ length: Math.ceil(2 * MISSED_REACH_MM * pitchX) }, (_, k) => {
    const left = first + k;
    return shown({ left, right: left + width, centreX: left + width / 2 });
  });
  const most = Math.max(...tried.map((bars) => bars.length));
  // Bars thinner than usual show at several places: the middle one is theirs.
  const best = tried.filter((bars) => bars.length === most);
  return most >= MISSED_ROWS ? (best[best.length >> 1] ?? []) : [];
}

interface BarKind {
  readonly top: number;
  readonly bottom: number;
}

/** Upper and lower ends against the baseline that bars at two boundaries or more share, px. */
function barKinds(bars: readonly Bar[], rows: readonly Row[], pitchY: number): BarKind[] {
  const kinds: { top: number; bottom: number; x: number; twin: boolean }[] = [];
  for (const bar of bars) {
    const { top, bottom } = standing(bar, rows);
    const same = kinds.find(
      (kind) => Math.abs(kind.top - top) < ALIKE_MM * pitchY && Math.abs(kind.bottom - bottom) < ALIKE_MM * pitchY,
    );
    if (same === undefined) kinds.push({ top, bottom, x: bar.centreX, twin: false });
    else if (Math.abs(same.x - bar.centreX) > 10 * pitchY) same.twin = true;
  }
  return kinds.filter((kind) => kind.twin);
}

/** Share of a bar's pixels that are inked. */
export function inkedShare(ink: Plane, bar: Bar, threshold: number): number {
  let inked = 0;
  for (let y = bar.top; y < bar.bottom; y++) {
    for (let x = bar.left; x < bar.right; x++) if ((ink.values[y * ink.widthPx + x] as number) >= threshold) inked++;
  }
  return inked / Math.max(1, (bar.bottom - bar.top) * (bar.right - bar.left));
}
