import type { Bar } from './bars.ts';
import type { DataSpan } from './data-span.ts';
import type { LabelEvidence } from './label-evidence.ts';
import { nameBoxes } from './name-boxes.ts';
import type { Word } from './print-words.ts';
import type { Extent } from './row-extent.ts';
import { nearestRow, type Row } from './rows.ts';

interface MarkedBar {
  readonly x: number;
  readonly row: number;
  /** Middle of the bar against the row's baseline, mm. */
  readonly dy: number;
  readonly heightMm: number;
  readonly weight: number;
}

/** Things seen on the page that mark columns. */
export interface ColumnMarks {
  /** x of bars, mm, with their row. */
  readonly bars: readonly MarkedBar[];
  /** Left edge of words near a row, mm, and their height against the baseline. */
  readonly words: readonly { readonly x: number; readonly row: number; readonly dy: number }[];
  readonly startMm: number;
  readonly endMm: number;
  /** Half of the rows begin at `startMm`, most end at `endMm`; most do both. */
  readonly beginAgrees: boolean;
  readonly endAgrees: boolean;
  readonly endsAgree: boolean;
  /** The rows run out of the picture on the left. */
  readonly beginCut: boolean;
  readonly rows: number;
}

/** A bar that the trace crosses may be a QRS after all. */
const CROSSED_WEIGHT = 0.4;

/** Bars that have a twin at the same x, height and length in another row: chance seldom makes those. */
function alikeBars(bars: readonly MarkedBar[]): MarkedBar[] {
  return bars.filter((one) =>
    bars.some(
      (other) =>
        other.row !== one.row &&
        Math.abs(other.x - one.x) < 1.2 &&
        Math.abs(other.dy - one.dy) < 1.2 &&
        Math.abs(other.heightMm - one.heightMm) < 0.8,
    ),
  );
}

/** Distance of a grid's thick lines, how far what is left of them may stand off, and how many places tell them from bars at columns, mm. */
const GRID_MM = 5;
const ON_GRID_MM = 0.2;
const GRID_PLACES = 5;

/** Without pieces of a grid's thick lines: strokes at many places that are multiples of 5 mm apart; columns begin at few. */
function offGrid(bars: readonly MarkedBar[]): MarkedBar[] {
  const isOn = (x: number, other: number) => {
    const apart = Math.abs(x - other) % GRID_MM;
    return Math.min(apart, GRID_MM - apart) < ON_GRID_MM;
  };
  return bars.filter(({ x }) => {
    const places: number[] = [];
    for (const other of bars) {
      if (isOn(x, other.x) && places.every((place) => Math.abs(place - other.x) > 1)) places.push(other.x);
    }
    return places.length < GRID_PLACES;
  });
}

/** Assigns bars and words to the rows they stand by. */
export function columnMarks(
  bars: readonly Bar[],
  words: readonly Word[],
  labels: readonly LabelEvidence[],
  rows: readonly Row[],
  extents: readonly Extent[],
  span: DataSpan,
  pitchX: number,
  pitchY: number,
): ColumnMarks {
  const nearest = (y: number) => {
    const row = nearestRow(y, rows);
    return { row, dy: (y - (rows[row]?.baselinePx ?? 0)) / pitchY };
  };
  const inRow = (x: number, row: number) => {
    const extent = extents[row];
    return extent !== undefined && x > extent.left - 8 * pitchX && x < extent.right + 4 * pitchX;
  };
  const standing = bars.flatMap((bar): MarkedBar[] => {
    const { row, dy } = nearest((bar.top + bar.bottom) / 2);
    if (Math.abs(dy) >= 15 || !inRow(bar.centreX, row)) return [];
    const heightMm = (bar.bottom - bar.top) / pitchY;
    return [{ x: bar.centreX / pitchX, row, dy, heightMm, weight: bar.detached ? 1 : CROSSED_WEIGHT }];
  });
  return {
    bars: offGrid(alikeBars(standing)),
    words: nameBoxes(words, labels, pitchX, pitchY).flatMap(({ left, right, top, bottom }) => {
      const at = nearest((top + bottom) / 2);
      const close = Math.abs(at.dy) < 16 && (right - left) / pitchX < 14;
      return close && inRow(left, at.row) ? [{ x: left / pitchX, row: at.row, dy: at.dy }] : [];
    }),
    startMm: span.startPx / pitchX,
    endMm: span.endPx / pitchX,
    beginAgrees: span.beginAgreed,
    endAgrees: span.endAgreed,
    endsAgree: span.agreed,
    beginCut: span.beginCut,
    rows: rows.length,
  };
}
