import type { Sight } from './sight.ts';

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
/** Share of the disc that has to be inked, and of a thin pen's, a pixel of its width: blur leaves no pixel of it fully inked, and its line would break. */
const INKED = 0.85;
const INKED_A_PEN_PX = 0.3;

/**
 * Erodes the ink by the pen. What is left of a single stroke is its centre line; of strokes that lie over one another, a patch whose rim
 * is made of their outermost centre lines. Strokes that touch come apart where their centres do.
 */
export function centreMap(
  { ink, level, strokePx, hidden }: Sight,
  left: number,
  right: number,
  top: number,
  bottom: number,
  rowPx: number,
): CentreMap {
  const widthPx = right - left;
  const heightPx = bottom - top;
  const disc = discOffsets(Math.max(0, strokePx / 2 - SLACK_PX), ink.widthPx);
  const least = Math.min(INKED, INKED_A_PEN_PX * strokePx) * level * disc.length;
  const values = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const at = (top + y) * ink.widthPx + left + x;
      let sum = 0;
      for (const offset of disc) sum += Math.min(level, ink.values[at + offset] ?? 0);
      if (sum >= least || hidden[at] !== 0) values[y * widthPx + x] = INNER;
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

function discOffsets(radius: number, stride: number): Int32Array {
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
