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
  const values = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const at = (top + y) * ink.widthPx + left + x;
      if (hidden[at] !== 0 || inkedShare(sight, disc, at) >= inked) values[y * widthPx + x] = INNER;
    }
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

function inkedShare({ ink, level }: Sight, disc: Int32Array, at: number): number {
  let sum = 0;
  for (const offset of disc) sum += Math.min(level, ink.values[at + offset] ?? 0);
  return sum / (level * disc.length);
}

function penDisc({ ink, strokePx }: Sight): Int32Array {
  const radius = Math.max(0, strokePx / 2 - SLACK_PX);
  const stride = ink.widthPx;
  const reach = Math.ceil(radius);
  const offsets: number[] = [];
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) if (x * x + y * y <= radius * radius) offsets.push(y * stride + x);
  return Int32Array.from(offsets);
}

function markRim(values: Uint8Array, widthPx: number, heightPx: number): void {
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const at = y * widthPx + x;
      if (values[at] === NO_CENTRE) continue;
      const beside = (dx: number, dy: number) =>
        x + dx < 0 || x + dx >= widthPx || y + dy < 0 || y + dy >= heightPx ? INNER : values[at + dy * widthPx + dx];
      if (beside(-1, 0) === 0 || beside(1, 0) === 0 || beside(0, -1) === 0 || beside(0, 1) === 0) values[at] = OUTER;
    }
  }
}
