import { bandOf, inkedRows } from '../marks/inked-rows.ts';
import type { PageMarks } from '../marks/page-marks.ts';
import { onlyStretch } from '../maths/only-stretch.ts';
import type { RowSpan } from './middle-by-bars.ts';
import type { Frame } from './rectify.ts';

/** Columns end and begin in the middle of the rows where they do this near to it, as a share of the rows' length. */
const NEAR_MIDDLE = 0.05;
/** They leave so wide a gap, px at least and mm at most, in so many rows, this share of all: rhythm strips have none. */
const GAP = { leastPx: 2, mostMm: 8 } as const;
const LEAST_ROWS = { count: 2, share: 0.5 } as const;

/** Where the second half of the columns begins behind the one gap in the middle of the rows, frame px; null where few rows leave one at the same place, or there are several. */
export function middleByGap(
  { ink, rows, level }: Pick<PageMarks, 'ink' | 'rows' | 'level'>,
  { begin, length }: RowSpan,
  pitchPx: Frame['pitchPx'],
): number | null {
  const bands = rows.map((_, row) => bandOf({ ink, rows }, row));
  const from = Math.max(0, Math.round(begin + (0.5 - NEAR_MIDDLE) * length));
  const to = Math.min(ink.widthPx, Math.round(begin + (0.5 + NEAR_MIDDLE) * length));
  const least = Math.max(LEAST_ROWS.count, LEAST_ROWS.share * rows.length);
  const gap = onlyStretch(inkedRows({ ink, level }, bands, from, to).map((inked) => rows.length - inked >= least));
  if (gap === null || gap.end - gap.first < GAP.leastPx || gap.end - gap.first > GAP.mostMm * pitchPx.x) return null;
  return from + gap.end;
}
