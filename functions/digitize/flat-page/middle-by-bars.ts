import type { Bar } from '../marks/bars.ts';
import type { PageMarks } from '../marks/page-marks.ts';
import { nearestRow } from '../marks/rows.ts';
import { median } from '../maths/median.ts';
import type { Frame } from './rectify.ts';

/** From where on rows run, and how far, frame px. */
export interface RowSpan {
  readonly begin: number;
  readonly length: number;
}

/** Bars part the columns in the middle of the rows where they are this near to it, as a share of the rows' length. */
const NEAR_MIDDLE = 0.05;
/** They stand one above another to this and are as high to this, mm. */
const PLUMB_MM = 0.4;
const AS_HIGH_MM = 0.8;
/** So many rows have one, this share of all. */
const LEAST_ROWS = { count: 2, share: 0.5 } as const;

/** Where the bars stand that part the columns in the middle of the rows, frame px; null where too few rows have one. */
export function middleByBars(
  { rows, bars }: Pick<PageMarks, 'rows' | 'bars'>,
  { begin, length }: RowSpan,
  pitchPx: Frame['pitchPx'],
): number | null {
  const inMiddle = bars.filter(({ centreX }) => Math.abs((centreX - begin) / length - 0.5) < NEAR_MIDDLE);
  const plumb = inMiddle
    .map((bar) => inMiddle.filter((other) => areAlike(bar, other, pitchPx)))
    .reduce((most, own) => (own.length > most.length ? own : most), []);
  const barred = new Set(plumb.map(({ top, bottom }) => nearestRow((top + bottom) / 2, rows)));
  if (barred.size < Math.max(LEAST_ROWS.count, LEAST_ROWS.share * rows.length)) return null;
  return median(plumb.map(({ centreX }) => centreX));
}

/** Whether bars stand one above another and are of one kind. */
function areAlike(one: Bar, other: Bar, pitchPx: Frame['pitchPx']): boolean {
  return (
    Math.abs(one.centreX - other.centreX) < PLUMB_MM * pitchPx.x &&
    Math.abs(one.bottom - one.top - other.bottom + other.top) < AS_HIGH_MM * pitchPx.y
  );
}
