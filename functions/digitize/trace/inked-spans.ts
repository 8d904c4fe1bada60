import { BARRED, firstPixel, type InkedPixels } from './inked-pixels.ts';
import type { Sight } from './sight.ts';

/** Columns of a strip, whose spans are the same: a power of two, as whose bits a column tells its strip. */
export const STRIP_BITS = 2;
export const STRIP_COLUMNS = 1 << STRIP_BITS;
/** Spans begin and end at multiples of this, px: heights in gaps are kept in such steps. */
export const HEIGHT_STEP_PX = 4;

/** Beyond ink a trace goes no further than its width and this, px; beside it no further than the next strip of columns. */
const BEYOND_PX = 6;

/** Heights near ink, strip by strip of columns: in each those of the stroke's upper edge from `low` to before `high`, from the top. */
export interface InkedSpans {
  /** The first span of each strip, and how many there are in all. */
  readonly ofStrip: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Where a span's values begin if for each of its columns there is one a height that its strokes end at, and how many there are in all. */
  readonly at: Int32Array;
}

/** Pixels of a band: heights from its upper edge, column by column those from `top` to before `bottom`. */
export interface Within {
  readonly top: Int32Array;
  readonly bottom: Int32Array;
}

/** What is looked for ink: an area of the frame, in some heights of its columns alone if they are given. */
export interface InkedArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly within?: Within;
}

/** The heights near some ink, or near what lies under bars; `stroke`: the stroke's height, whole px. */
export function inkedSpans(sight: Sight, pixels: InkedPixels, area: InkedArea, stroke: number): InkedSpans {
  const states = area.bottom - area.top + 1 - stroke;
  const above = 2 * stroke + BEYOND_PX;
  const below = stroke + BEYOND_PX + 1;
  const runs = runsOfStrips(sight, pixels, area, above + below);
  const ofStrip = new Int32Array(runs.length + 1);
  const lows: number[] = [];
  const highs: number[] = [];
  const at = [0];
  runs.forEach((own, strip) => {
    const near = [...(runs[strip - 1] ?? []), ...own, ...(runs[strip + 1] ?? [])].sort((a, b) => a.top - b.top);
    const first = lows.length;
    for (const { top, bottom } of near) {
      const low = down(Math.max(0, top - above));
      const high = Math.min(states, down(bottom + below + HEIGHT_STEP_PX - 1));
      const last = lows.length - 1;
      if (last >= first && low <= (highs[last] as number) + stroke) highs[last] = Math.max(high, highs[last] as number);
      else if (low < high) {
        lows.push(low);
        highs.push(high);
      }
    }
    for (let s = first; s < lows.length; s++)
      at.push((at[s] as number) + STRIP_COLUMNS * ((highs[s] as number) - (lows[s] as number) + stroke));
    ofStrip[strip + 1] = lows.length;
  });
  return { ofStrip, low: Int32Array.from(lows), high: Int32Array.from(highs), at: Int32Array.from(at) };
}

const down = (y: number) => y - (y % HEIGHT_STEP_PX);

/** Ink in a strip of columns, rows from `top` to the last one, `bottom`. */
interface StripRun {
  readonly top: number;
  bottom: number;
}

/** The runs of ink of each strip, from the top; no closer than `apart`. */
function runsOfStrips(
  { ink, hidden }: Sight,
  pixels: InkedPixels,
  { left, right, top, bottom, within }: InkedArea,
  apart: number,
): StripRun[][] {
  const strips = (right - left + STRIP_COLUMNS - 1) >> STRIP_BITS;
  const found = Array.from({ length: strips }, (): StripRun[] => []);
  const ends = new Int32Array(strips).fill(-apart - 1);
  for (let y = 0; y < bottom - top; y++) {
    const row = (top + y) * ink.widthPx;
    const end = pixels.ofRow[top + y + 1] as number;
    for (let i = firstPixel(pixels, top + y, left); i < end; i++) {
      const column = pixels.x[i] as number;
      if (column >= right) break;
      if ((pixels.odds[i] as number) <= pixels.some && hidden[row + column] !== BARRED) continue;
      const x = column - left;
      if (within !== undefined && (y < (within.top[x] as number) || y >= (within.bottom[x] as number))) continue;
      const strip = x >> STRIP_BITS;
      const runs = found[strip] as StripRun[];
      if (y - (ends[strip] as number) > apart) runs.push({ top: y, bottom: y });
      else (runs.at(-1) as StripRun).bottom = y;
      ends[strip] = y;
    }
  }
  return found;
}
