import { darkPixels } from '../maths/dark-pixels.ts';
import { median } from '../maths/median.ts';
import type { Plane } from '../maths/plane.ts';

/** Share of a full stroke from which ink counts as a stroke's rim. */
const RIM = 0.2;
/** Steep strokes go on above or below for so many pixels, and are looked for in every so many rows. */
const STEEP_PX = 8;
const ROW_STEP_PX = 3;
/** No motion that leaves a page to be read spreads a stroke over more, px; two of a narrow wave then stand in twice that. */
const MOST_PX = 14;
/** So many places tell how wide steep strokes are, and that they are blurred where most are no darker than this share of a full stroke and this much wider than the pen. */
const ENOUGH = 60;
const PALE = 0.6;
const WIDER_PX = 2.5;
/** On such a page a stroke that is no darker than this is blurred. */
const PALE_HERE = 0.75;
/** Ink of so many pens is that of two strokes. */
const TWO_PENS = 1.5;

/** Ink of one row, columns [from, to). */
interface Across {
  readonly from: number;
  readonly to: number;
  readonly peak: number;
  readonly sum: number;
}

/**
 * Draws the steep strokes of a page anew that the camera blurred as it moved along the rows: level strokes stay as they were, steep ones become wide and pale. What stands
 * in one row of such a stroke is drawn as a pen's width of full ink where its middle is, or as two where it holds as much ink, each half of the blur within its ends.
 * Other pages are left as they are; answers whether this is one.
 */
export function sharpenFlanks(ink: Plane, level: number, penPx: number): boolean {
  const blurPx = flankBlur(ink, level, penPx);
  if (blurPx === null) return false;
  const { values, widthPx, heightPx } = ink;
  const blurred = { ...ink, values: values.slice() };
  const { strokesOf, isSteep } = strokesIn(blurred, level);
  const pen = Math.max(1, Math.round(penPx));
  for (let y = 0; y < heightPx; y++) {
    for (const across of strokesOf(y)) {
      const { from, to, peak, sum } = across;
      const isPale = peak <= PALE_HERE * level && to - from > penPx + 1;
      if (!isPale || to - from > 2 * MOST_PX || !isSteep(y, across, false)) continue;
      const row = y * widthPx;
      values.fill(0, row + from, row + to);
      const full = Math.min(level, sum / pen);
      const put = (middle: number) => {
        const start = row + Math.round(middle - (pen - 1) / 2);
        values.fill(full, Math.max(row, start), Math.min(row + widthPx, start + pen));
      };
      const isTwo = sum > TWO_PENS * penPx * level && to - from > blurPx + 1;
      if (!isTwo) put((from + to - 1) / 2);
      else for (const middle of [from + (blurPx - 1) / 2, to - 1 - (blurPx - 1) / 2]) put(middle);
    }
  }
  return true;
}

/** Over how many pixels steep strokes are spread, px; null where they are as wide as the pen, or too few. */
function flankBlur(ink: Plane, level: number, penPx: number): number | null {
  const { strokesOf, isSteep } = strokesIn(ink, level);
  const widths: number[] = [];
  const peaks: number[] = [];
  for (let y = STEEP_PX; y < ink.heightPx - STEEP_PX; y += ROW_STEP_PX)
    for (const across of strokesOf(y)) {
      const { from, to, peak, sum } = across;
      const isOne = to - from <= MOST_PX && sum < TWO_PENS * penPx * level;
      if (!isOne || !isSteep(y, across, true)) continue;
      widths.push(to - from);
      peaks.push(peak);
    }
  if (widths.length < ENOUGH || median(peaks) > PALE * level) return null;
  const usual = median(widths);
  return usual < penPx + WIDER_PX ? null : usual;
}

/** What is inked in each row of a plane, and whether it goes on upright. */
function strokesIn({ values, widthPx, heightPx }: Plane, level: number) {
  const least = Math.ceil(RIM * level);
  const next = darkPixels(values, least);
  const isInked = (y: number, { from, to }: Across): boolean =>
    y >= 0 && y < heightPx && next(y * widthPx + from, y * widthPx + to) < y * widthPx + to;
  return {
    /** From the left. */
    strokesOf(y: number): Across[] {
      const strokes: Across[] = [];
      const [row, end] = [y * widthPx, (y + 1) * widthPx];
      for (let at = next(row, end); at < end; at = next(at, end)) {
        const from = at;
        let [peak, sum] = [0, 0];
        for (; at < end && (values[at] as number) >= least; at++) {
          peak = Math.max(peak, values[at] as number);
          sum += values[at] as number;
        }
        strokes.push({ from: from - row, to: at - row, peak, sum });
      }
      return strokes;
    },
    /** Above and below, or at least one way. */
    isSteep(y: number, across: Across, bothWays: boolean): boolean {
      const [above, below] = [isInked(y - STEEP_PX, across), isInked(y + STEEP_PX, across)];
      return bothWays ? above && below : above || below;
    },
  };
}
