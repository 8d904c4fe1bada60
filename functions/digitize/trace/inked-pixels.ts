import { darkPixels } from '../maths/dark-pixels.ts';
import { firstFrom } from '../maths/first-from.ts';
import { logOddsTable } from './log-odds.ts';
import type { Sight } from './sight.ts';

/** Mask under bars and erased rules. */
export const BARRED = 1;

/** The pixels of a page that are not blank paper, with those under bars: rows one after the other, each from the left. */
export interface InkedPixels {
  /** Where each row's pixels begin, and how many there are in all. */
  readonly ofRow: Int32Array;
  readonly x: Int32Array;
  /** Log-odds of ink, were nothing hidden. */
  readonly odds: Float32Array;
  /** Log-odds of blank paper, the largest of faint ink, which has no flanks, and those from which a pixel may hold some of the trace. */
  readonly paper: number;
  readonly faint: number;
  readonly some: number;
}

/** Share of the way from even odds to blank paper at which a pixel may hold some of the trace. */
const SOME_INK = 0.75;
/** Share of a full stroke from which ink has flanks. */
const FAINT = 0.25;
/** A steep stroke is as wide as the pen along x, and its grey rims. */
const FLANK_SLACK_PX = 1.7;

const known = new WeakMap<Sight, InkedPixels>();

/** The inked pixels of a page; most of it is paper, and bands overlap, so they are looked for once and kept as long as the sight. */
export function inkedPixels(sight: Sight): InkedPixels {
  const pixels = known.get(sight) ?? findPixels(sight);
  known.set(sight, pixels);
  return pixels;
}

function findPixels({ ink, level, strokePx, hidden }: Sight): InkedPixels {
  const { values, widthPx, heightPx } = ink;
  const table = logOddsTable(level);
  const faint = level * FAINT;
  const widest = Math.floor(strokePx + FLANK_SLACK_PX);
  const ofRow = new Int32Array(heightPx + 1);
  const nextInk = darkPixels(values, 1);
  const nextHidden = darkPixels(hidden, 1);
  let count = 0;
  let x = new Int32Array(values.length >> 4);
  let odds = new Float32Array(x.length);
  for (let row = 0; row < heightPx; row++) {
    const start = row * widthPx;
    const end = start + widthPx;
    if (count + widthPx > x.length) {
      x = enlarged(x, new Int32Array(2 * x.length + widthPx));
      odds = enlarged(odds, new Float32Array(x.length));
    }
    let inked = nextInk(start, end);
    let barred = nextHidden(start, end);
    for (let at = Math.min(inked, barred); at < end; at = Math.min(inked, barred)) {
      const value = values[at] as number;
      const seen = value > faint ? flankInk(values, at, value, faint, widest) : value;
      x[count] = at - start;
      odds[count++] = seen < 0 ? 0 : (table[seen] as number);
      if (inked === at) inked = nextInk(at + 1, end);
      if (barred === at) barred = nextHidden(at + 1, end);
    }
    ofRow[row + 1] = count;
  }
  const paper = table[0] as number;
  return {
    ofRow,
    x: x.slice(0, count),
    odds: odds.slice(0, count),
    paper,
    faint: table[Math.floor(faint)] as number,
    some: SOME_INK * paper,
  };
}

function enlarged<Values extends Int32Array | Float32Array>(values: Values, room: Values): Values {
  room.set(values);
  return room;
}

/** The first of a row's pixels in column `left` or beyond it. */
export function firstPixel({ ofRow, x }: InkedPixels, row: number, left: number): number {
  return firstFrom(x, left, ofRow[row], ofRow[row + 1]);
}

/**
 * Ink of a pixel as the tracker shall see it. A steep stroke is spread over two or three columns, yet the path runs through one: the darkest
 * holds all of it, and its neighbours say nothing (−1), else the path would zigzag to explain them too.
 */
function flankInk(values: Uint8Array, at: number, value: number, faint: number, widest: number): number {
  let sum = value;
  let width = 1;
  let darkest = true;
  for (let i = at - 1; width <= widest && (values[i] ?? 0) > faint; i--) {
    if ((values[i] as number) > value) darkest = false;
    sum += values[i] as number;
    width++;
  }
  for (let i = at + 1; width <= widest && (values[i] ?? 0) > faint; i++) {
    if ((values[i] as number) >= value) darkest = false;
    sum += values[i] as number;
    width++;
  }
  if (width > widest) return value;
  return darkest ? Math.min(255, sum) : -1;
}
