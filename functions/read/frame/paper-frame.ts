import type { PageGeometry } from '../../digitize/types.ts';
import type { RasterPage } from '../../ingest/types.ts';
import type { Darkness } from '../ink/darkness.ts';
import type { Box } from '../types.ts';

/** A page laid flat: pixels of the flat picture to pixels of the page as decoded. */
export interface PaperFrame {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Row-major 3×3 homography, flat pixel → page pixel, both in pixel-index coordinates. */
  readonly toPage: readonly number[];
}

/** Lean that lines of print and ruled lines are followed at without laying the page flat: a quarter of a degree. */
const STRAIGHT_RAD = 0.0045;
/** Farthest that the flat picture reaches from the page's middle, in diagonals of the page: a horizon would reach for ever. */
const FARTHEST_IN_DIAGONALS = 0.62;
/** Points along each side of the page that say how large the flat picture must be. */
const BORDER_POINTS = 5;

/** Whether the paper lies so straight in the picture that quarter turns alone make it upright. */
export function liesStraight({ mmToPx }: PageGeometry, { widthPx, heightPx }: RasterPage): boolean {
  const inverse = inverted(mmToPx);
  if (inverse === null) return true;
  return borderPoints(widthPx, heightPx).every(([x, y]) => {
    const [u, v] = mapped(inverse, x, y);
    return [
      [1, 0],
      [0, 1],
    ].every(([du = 0, dv = 0]) => {
      const [ax, ay] = mapped(mmToPx, u, v);
      const [bx, by] = mapped(mmToPx, u + du, v + dv);
      const angle = Math.atan2(by - ay, bx - ax) * (2 / Math.PI);
      return Math.abs(angle - Math.round(angle)) * (Math.PI / 2) < STRAIGHT_RAD;
    });
  });
}

/**
 * The frame in which the paper lies flat and upright at the density of the page's middle times `scale`, or upside down. Null
 * when the map of the paper cannot be inverted.
 */
export function paperFrame(
  { mmToPx, pitchPx }: PageGeometry,
  { widthPx, heightPx }: RasterPage,
  scale: number,
  upsideDown: boolean,
): PaperFrame | null {
  const inverse = inverted(mmToPx);
  if (inverse === null) return null;
  const pxPerMm = Math.max(pitchPx.x, pitchPx.y) * scale;
  const [midX, midY] = mapped(inverse, (widthPx - 1) / 2, (heightPx - 1) / 2);
  const reach = (FARTHEST_IN_DIAGONALS * Math.hypot(widthPx, heightPx) * scale) / pxPerMm;
  const near = (value: number, middle: number): number =>
    Number.isFinite(value) ? Math.min(Math.max(value, middle - reach), middle + reach) : middle;
  const border = borderPoints(widthPx, heightPx).map(([x, y]) => mapped(inverse, x, y));
  const us = border.map(([u]) => near(u, midX));
  const vs = border.map(([, v]) => near(v, midY));
  const [left, right] = [Math.min(...us), Math.max(...us)];
  const [top, bottom] = [Math.min(...vs), Math.max(...vs)];
  const k = 1 / pxPerMm;
  const flatToMm = upsideDown ? [-k, 0, right, 0, -k, bottom, 0, 0, 1] : [k, 0, left, 0, k, top, 0, 0, 1];
  return {
    widthPx: Math.max(1, Math.round((right - left) * pxPerMm)),
    heightPx: Math.max(1, Math.round((bottom - top) * pxPerMm)),
    toPage: product(mmToPx, flatToMm),
  };
}

/** Rows [top, bottom) of a flat picture. */
export function partOf(frame: PaperFrame, top: number, bottom: number): PaperFrame {
  return { ...frame, heightPx: bottom - top, toPage: product(frame.toPage, [1, 0, 0, 0, 1, top, 0, 0, 1]) };
}

/** A box of the flat picture in pixels of the page as decoded: the upright box around its corners. */
export function boxOfPaper([left, top, width, height]: Box, { toPage }: PaperFrame): Box {
  const corners = [
    [left, top],
    [left + width, top],
    [left + width, top + height],
    [left, top + height],
  ].map(([x = 0, y = 0]) => mapped(toPage, x - 0.5, y - 0.5));
  const xs = corners.map(([x]) => x + 0.5);
  const ys = corners.map(([, y]) => y + 0.5);
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return [tenth(x), tenth(y), tenth(Math.max(...xs) - x), tenth(Math.max(...ys) - y)];
}

const PHASE_BITS = 6;
const PHASES = 1 << PHASE_BITS;
/** Half of a level in what two phases weigh. */
const HALF_PALE = 1 << (2 * PHASE_BITS - 1);
/** Weights are whole numbers of this many bits: sums of whole numbers are quicker, and what they lose is below one level. */
const WEIGHT_BITS = 8;

/** Keys' cubic (a = −0.5): four weights a phase that sum up to one. */
const CUBIC = Int32Array.from({ length: PHASES * 4 }, (_, index) => {
  const t = (index >> 2) / PHASES;
  const one = 1 << WEIGHT_BITS;
  const before = Math.round(one * (-0.5 * t + t * t - 0.5 * t * t * t));
  const next = Math.round(one * (0.5 * t + 2 * t * t - 1.5 * t * t * t));
  const after = Math.round(one * (-0.5 * t * t + 0.5 * t * t * t));
  return [before, one - before - next - after, next, after][index & 3] as number;
});

/** Where all four pixels around a place are paler than this no stroke is near, and a straight line between them says as much as the cubic. */
const PALE = 24;
/** What is as dark carries into this bit, so that all four are asked at once. */
const DARK = 256;
const TO_DARK = DARK - PALE;

/** The page's darkness laid flat, by a cubic where there is ink; what lies beyond the page is paper. */
export function layFlat(darkness: Darkness, frame: PaperFrame): Darkness {
  const { widthPx, heightPx } = frame;
  const level = new Uint8Array(widthPx * heightPx);
  for (let row = 0; row < heightPx; row++)
    layRow(darkness, frame, row, level.subarray(row * widthPx, (row + 1) * widthPx));
  return { widthPx, heightPx, level };
}

/** Lays one row, by itself since engines compile small functions better than a loop within a loop. */
function layRow({ level, widthPx, heightPx }: Darkness, { toPage }: PaperFrame, row: number, flat: Uint8Array): void {
  const a = toPage[0] as number;
  const c = toPage[2] as number;
  const d = toPage[3] as number;
  const f = toPage[5] as number;
  const g = toPage[6] as number;
  const i = toPage[8] as number;
  const half = 1 << (2 * WEIGHT_BITS - 1);
  const right = widthPx - 2;
  const bottom = heightPx - 2;
  const br = (toPage[1] as number) * row;
  const er = (toPage[4] as number) * row;
  const hr = (toPage[7] as number) * row;
  for (let column = 0; column < flat.length; column++) {
    const w = 1 / (g * column + hr + i);
    const x = (a * column + br + c) * w;
    const y = (d * column + er + f) * w;
    if (!(x >= 1 && y >= 1 && x < right && y < bottom)) continue;
    const x64 = (x * PHASES) | 0;
    const y64 = (y * PHASES) | 0;
    const fx = x64 & (PHASES - 1);
    const fy = y64 & (PHASES - 1);
    const at = (y64 >> PHASE_BITS) * widthPx + (x64 >> PHASE_BITS);
    const here = level[at] as number;
    const next = level[at + 1] as number;
    const below = level[at + widthPx] as number;
    const across = level[at + widthPx + 1] as number;
    if (((here + TO_DARK) | (next + TO_DARK) | (below + TO_DARK) | (across + TO_DARK)) < DARK) {
      const upper = (here << PHASE_BITS) + (next - here) * fx;
      const lower = (below << PHASE_BITS) + (across - below) * fx;
      flat[column] = ((upper << PHASE_BITS) + (lower - upper) * fy + HALF_PALE) >> (2 * PHASE_BITS);
      continue;
    }
    const px = fx << 2;
    const before = CUBIC[px] as number;
    const own = CUBIC[px + 1] as number;
    const behind = CUBIC[px + 2] as number;
    const after = CUBIC[px + 3] as number;
    let from = at - widthPx - 1;
    let sum = half;
    for (let py = fy << 2, end = py + 4; py < end; py++, from += widthPx) {
      sum +=
        (CUBIC[py] as number) *
        (before * (level[from] as number) +
          own * (level[from + 1] as number) +
          behind * (level[from + 2] as number) +
          after * (level[from + 3] as number));
    }
    const value = sum >> (2 * WEIGHT_BITS);
    flat[column] = value <= 0 ? 0 : value >= 255 ? 255 : value;
  }
}

function borderPoints(widthPx: number, heightPx: number): [x: number, y: number][] {
  const shares = Array.from({ length: BORDER_POINTS }, (_, index) => index / (BORDER_POINTS - 1));
  return shares.flatMap((share): [number, number][] => [
    [share * (widthPx - 1), 0],
    [share * (widthPx - 1), heightPx - 1],
    [0, share * (heightPx - 1)],
    [widthPx - 1, share * (heightPx - 1)],
  ]);
}

/** Where a homography takes a point; not finite beyond its horizon. */
function mapped(h: readonly number[], x: number, y: number): [x: number, y: number] {
  const at = (index: number): number => h[index] as number;
  const w = at(6) * x + at(7) * y + at(8);
  if (w * at(8) <= 0) return [Number.NaN, Number.NaN];
  return [(at(0) * x + at(1) * y + at(2)) / w, (at(3) * x + at(4) * y + at(5)) / w];
}

function product(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: 9 }, (_, index) => {
    const row = 3 * Math.floor(index / 3);
    const column = index % 3;
    return [0, 1, 2].reduce((sum, k) => sum + (a[row + k] as number) * (b[3 * k + column] as number), 0);
  });
}

function inverted(m: readonly number[]): number[] | null {
  const at = (index: number): number => m[index] as number;
  const minor = (p: number, q: number, r: number, s: number): number => at(p) * at(s) - at(q) * at(r);
  const determinant = at(0) * minor(4, 5, 7, 8) - at(1) * minor(3, 5, 6, 8) + at(2) * minor(3, 4, 6, 7);
  if (!Number.isFinite(determinant) || determinant === 0) return null;
  return [
    minor(4, 5, 7, 8),
    -minor(1, 2, 7, 8),
    minor(1, 2, 4, 5),
    -minor(3, 5, 6, 8),
    minor(0, 2, 6, 8),
    -minor(0, 2, 3, 5),
    minor(3, 4, 6, 7),
    -minor(0, 1, 6, 7),
    minor(0, 1, 3, 4),
  ].map((value) => value / determinant);
}
