import { darkPixels } from '../../maths/dark-pixels.ts';
import type { RowTrace } from '../row-trace.ts';
import type { Sight } from '../sight.ts';

/** No pen's centre can lie here; it can, but what is inked around is explained by its neighbours; a pen's centre must lie here. */
export const NO_CENTRE = 0;
export const INNER = 1;
export const OUTER = 2;

/** Where the centres of the pens can lie that drew a part of the page, pixel by pixel. */
export interface CentreMap {
  readonly left: number;
  readonly top: number;
  readonly widthPx: number;
  readonly height: number;
  /** Pixels that one value stands for along y. */
  readonly rowPx: number;
  /** NO_CENTRE, INNER or OUTER: widthPx × height. */
  readonly values: Uint8Array;
}

/** The disc that has to be inked is smaller than the pen's by this much, px, so that centres between pixels are not missed. */
const SLACK_PX = 0.75;
/** No more of a disc around a pen's centre has to be inked, and of a thin pen's no more a pixel of its width: blur leaves no pixel of it fully inked. */
const MOST_INKED = 0.85;
const MOST_INKED_A_PEN_PX = 0.3;
/** Nor less: between two strokes as much can be inked. */
const LEAST_INKED = 0.45;
/** This share of a trace's centres may be missed. */
const MISSED = 0.05;

/**
 * How much of a disc around the pen's centre is inked along these traces: blur, and strokes thinner than the usual one, leave less of it than
 * is drawn, and the line of centres would break.
 */
export function inkedAround(sight: Sight, traces: readonly RowTrace[]): number {
  const { ink, hidden } = sight;
  const disc = penDisc(sight);
  const shares: number[] = [];
  for (const { firstColumn, upperY, lowerY, gap } of traces) {
    for (let i = 0; i < gap.length; i++) {
      const middle = Math.floor(((upperY[i] as number) + (lowerY[i] as number)) / 2);
      const at = middle * ink.widthPx + firstColumn + i;
      if (gap[i] === 0 && hidden[at] === 0) shares.push(inkedShare(sight, disc, at));
    }
  }
  shares.sort((a, b) => a - b);
  const most = Math.min(MOST_INKED, MOST_INKED_A_PEN_PX * sight.strokePx);
  return Math.min(most, Math.max(LEAST_INKED, shares[Math.floor(MISSED * shares.length)] ?? most));
}

/**
 * Erodes the ink by the pen, whose disc has to be inked by `inked` (`inkedAround`). What is left of a single stroke is its centre line; of strokes
 * that lie over one another, a patch whose rim is made of their outermost centre lines. Strokes that touch come apart where their centres do.
 */
export function centreMap(
  sight: Sight,
  left: number,
  right: number,
  top: number,
  bottom: number,
  rowPx: number,
  inked: number,
): CentreMap {
  const { ink, hidden } = sight;
  const widthPx = right - left;
  const heightPx = bottom - top;
  const disc = penDisc(sight);
  const sums = inkAround(sight, disc, { left, right, top, bottom });
  const full = sight.level * disc.size;
  const values = new Uint8Array(widthPx * heightPx);
  for (let y = 0, at = 0; y < heightPx; y++) {
    const row = (top + y) * ink.widthPx + left;
    for (let x = 0; x < widthPx; x++, at++)
      if (hidden[row + x] !== 0 || (sums[at] as number) / full >= inked) values[at] = INNER;
  }
  markRim(values, widthPx, heightPx);
  const height = Math.ceil(heightPx / rowPx);
  return { left, top, widthPx, height, rowPx, values: coarser(values, widthPx, heightPx, height, rowPx) };
}

/** The strongest of every `rowPx` values along y: what matters are flanks, and those are tall. */
function coarser(fine: Uint8Array, widthPx: number, heightPx: number, height: number, rowPx: number): Uint8Array {
  if (rowPx === 1) return fine;
  const values = new Uint8Array(widthPx * height);
  for (let y = 0; y < heightPx; y++) {
    const row = Math.floor(y / rowPx) * widthPx;
    for (let x = 0; x < widthPx; x++)
      values[row + x] = Math.max(values[row + x] as number, fine[y * widthPx + x] as number);
  }
  return values;
}

/** Ink that a disc holds around each pixel of an area, full strokes at most: each inked pixel is added to all whose disc holds it, since most are paper. */
function inkAround(
  { ink, level }: Sight,
  { reach, chords }: Disc,
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
): Float64Array {
  const width = right - left;
  const sums = new Float64Array(width * (bottom - top));
  const next = darkPixels(ink.values, 1);
  const last = Math.min(ink.heightPx, bottom + reach);
  for (let y = Math.max(0, top - reach); y < last; y++) {
    const row = y * ink.widthPx;
    const end = row + Math.min(ink.widthPx, right + reach);
    for (let i = next(row + Math.max(0, left - reach), end); i < end; i = next(i + 1, end)) {
      const value = Math.min(level, ink.values[i] as number);
      const x = i - row - left;
      const below = Math.min(bottom - 1, y + reach);
      for (let to = Math.max(top, y - reach); to <= below; to++) {
        const chord = chords[to - y + reach] as number;
        const base = (to - top) * width;
        const behind = base + Math.min(width - 1, x + chord);
        for (let at = base + Math.max(0, x - chord); at <= behind; at++) sums[at] = (sums[at] as number) + value;
      }
    }
  }
  return sums;
}

function inkedShare({ ink, level }: Sight, { reach, chords, size }: Disc, at: number): number {
  let sum = 0;
  for (let y = -reach; y <= reach; y++) {
    const chord = chords[y + reach] as number;
    const behind = at + y * ink.widthPx + chord;
    for (let i = behind - 2 * chord; i <= behind; i++) sum += Math.min(level, ink.values[i] ?? 0);
  }
  return sum / (level * size);
}

/** The disc that has to be inked around a pen's centre. */
interface Disc {
  /** Pixel rows above and below the centre's, and pixels to either side of the centre in each of them, from the uppermost. */
  readonly reach: number;
  readonly chords: Int32Array;
  /** Pixels in all. */
  readonly size: number;
}

function penDisc({ strokePx }: Sight): Disc {
  const radius = Math.max(0, strokePx / 2 - SLACK_PX);
  const reach = Math.floor(radius);
  const chords = Int32Array.from({ length: 2 * reach + 1 }, (_, k) => {
    let chord = 0;
    while ((chord + 1) ** 2 + (k - reach) ** 2 <= radius * radius) chord++;
    return chord;
  });
  return { reach, chords, size: chords.reduce((sum, chord) => sum + 2 * chord + 1, 0) };
}

/** Marks the centres beside which none can lie. */
function markRim(values: Uint8Array, widthPx: number, heightPx: number): void {
  for (let y = 0, at = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, at++) {
      if (values[at] === NO_CENTRE) continue;
      const isRim =
        (x > 0 && values[at - 1] === NO_CENTRE) ||
        (x + 1 < widthPx && values[at + 1] === NO_CENTRE) ||
        (y > 0 && values[at - widthPx] === NO_CENTRE) ||
        (y + 1 < heightPx && values[at + widthPx] === NO_CENTRE);
      if (isRim) values[at] = OUTER;
    }
  }
}
