import type { InkComponent } from '../ink/components.ts';
import type { Ink } from '../ink/ink.ts';
import type { PageWord } from '../words/page-words.ts';
import type { TextSegment } from './text-segments.ts';

/** Shape of a dash in cap heights, and the band of the line in which its middle lies (0 is the foot, 1 the cap line). */
const DASH_WIDTH: readonly [number, number] = [0.18, 0.8];
const THICKEST_DASH = 0.3;
const DASH_BAND: readonly [number, number] = [0.26, 0.66];
/** Farthest that a minus sign stands from its number. */
const WIDEST_GAP = 0.55;
/** Two dashes that stand closer than this are the mark of a missing value, and so is one that is as long and stands as far off. */
const DOUBLE_DASH_GAP = 0.45;
const LONG_DASH = 0.58;
const FAR_DASH = 0.24;
/** Columns with nothing but a thin bar, at the left end of a number, that may be a dash grown together with the digit. */
const TOUCHING_RUN = 0.22;

/**
 * Says whether a minus sign stands before a number, from the ink and not from the recogniser, which drops it in small print:
 * true when a patch of ink of a dash's shape stands there alone, false when nothing like it does, null when a bar touches the
 * digit or the dash may be the missing value ("--") before it.
 */
export function findMinus(word: PageWord, segment: TextSegment, ink: Ink): boolean | null {
  const cap = word.capHeightPx;
  const [left, , width] = word.box;
  const foot = word.baselineY;
  const dashes = segment.glyphs.filter((glyph) => isDash(glyph, foot, cap) && !isOfColon(glyph, segment));
  const before = dashes.find(
    (glyph) =>
      glyph.right > left - WIDEST_GAP * cap &&
      glyph.right < left + 0.45 * Math.max(width, cap) &&
      isFirst(glyph, word, segment),
  );
  if (before) {
    if (dashes.some((other) => isPairOf(other, before, cap))) return false;
    const digits = segment.glyphs.filter((glyph) => glyph.left >= before.right && glyph.bottom - glyph.top > 0.5 * cap);
    const gap = Math.min(...digits.map((glyph) => glyph.left)) - before.right;
    return before.right - before.left > LONG_DASH * cap && gap > FAR_DASH * cap ? null : true;
  }
  return barRun(left, foot, cap, ink) >= TOUCHING_RUN * cap ? null : false;
}

function isPairOf(other: InkComponent, dash: InkComponent, cap: number): boolean {
  return other !== dash && other.right <= dash.left + 1 && dash.left - other.right < DOUBLE_DASH_GAP * cap;
}

/** The upper dot of a colon may be as flat as a dash: another mark stands below or above it. */
function isOfColon(dash: InkComponent, { glyphs, capHeightPx }: TextSegment): boolean {
  return glyphs.some(
    (other) =>
      other !== dash &&
      other.bottom - other.top <= THICKEST_DASH * capHeightPx &&
      Math.min(other.right, dash.right) - Math.max(other.left, dash.left) > 0.5 * (dash.right - dash.left) &&
      (other.top >= dash.bottom || other.bottom <= dash.top),
  );
}

function isDash({ left, top, right, bottom, areaPx }: InkComponent, foot: number, cap: number): boolean {
  const width = (right - left) / cap;
  const height = (bottom - top) / cap;
  const middle = (foot - (top + bottom) / 2) / cap;
  return (
    width >= DASH_WIDTH[0] &&
    width <= DASH_WIDTH[1] &&
    height <= THICKEST_DASH &&
    width > 1.1 * height &&
    middle > DASH_BAND[0] &&
    middle < DASH_BAND[1] &&
    areaPx > 0.55 * (right - left) * (bottom - top)
  );
}

/** No other glyph of the word stands left of the dash: a dash inside of it parts a date, not a sign. */
function isFirst(dash: InkComponent, word: PageWord, segment: TextSegment): boolean {
  return !segment.glyphs.some(
    (glyph) =>
      glyph !== dash &&
      glyph.right <= dash.left + 1 &&
      glyph.right > word.box[0] &&
      glyph.bottom - glyph.top > 0.5 * word.capHeightPx,
  );
}

/** Length of the bar that begins a number: columns from its left end on that hold one thin patch of ink at middle height. */
function barRun(left: number, foot: number, cap: number, { print, thresholdAt }: Ink): number {
  const threshold = thresholdAt(left, foot - cap / 2);
  let run = 0;
  for (let x = Math.round(left); x < Math.min(left + cap, print.widthPx); x++, run++) {
    let first = -1;
    let last = -1;
    for (let y = Math.max(0, Math.round(foot - cap)); y < Math.min(print.heightPx, Math.round(foot)); y++) {
      if ((print.level[y * print.widthPx + x] ?? 0) < threshold) continue;
      if (first < 0) first = y;
      last = y;
    }
    if (first < 0 || last - first + 1 > THICKEST_DASH * cap) break;
    const middle = (foot - (first + last) / 2) / cap;
    if (middle < DASH_BAND[0] || middle > DASH_BAND[1]) break;
  }
  return run;
}
