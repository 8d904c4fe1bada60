import type { Bar } from './bars.ts';
import type { LabelEvidence } from './label-evidence.ts';
import { LARGEST_MM, LETTER_MM, SURE_NAME } from './name-boxes.ts';
import { nearestRow, type Row } from './rows.ts';

/**
 * The bars without strokes of letters: those in the place of a recognised name, clear of the row's baseline, which bars between columns cross. Names
 * flush left ("I", "II", "III" or "aVR", "aVL", "aVF") have such strokes one above another, as bars are; some carts print a bar close before a name.
 */
export function withoutLetters(
  bars: readonly Bar[],
  labels: readonly LabelEvidence[],
  rows: readonly Row[],
  pitchX: number,
  pitchY: number,
): Bar[] {
  const names = labels.filter(({ probability }) => probability >= SURE_NAME);
  const isIn = ({ centreX, top, bottom }: Bar) => {
    const y = (top + bottom) / 2;
    const baseline = rows[nearestRow(y, rows)]?.baselinePx ?? y;
    if (baseline >= top && baseline <= bottom) return false;
    return names.some(
      ({ lead, xPx, yPx }) =>
        Math.abs(centreX - xPx) < 0.5 * LETTER_MM.width * lead.length * pitchX &&
        Math.abs(top - yPx) < 0.5 * LARGEST_MM.height * pitchY &&
        Math.abs(bottom - yPx) < 0.5 * LARGEST_MM.height * pitchY,
    );
  };
  return bars.filter((bar) => !isIn(bar));
}
