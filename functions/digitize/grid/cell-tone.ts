import type { Plane } from '../maths/plane.ts';
import { type Moments, tileMoments } from './cell-moments.ts';
import { type LineFamily, middleOf, type Tile } from './line-profile.ts';

/** What a tile of print holds of a tone. */
export interface Tone {
  /** Of the sum, rad, at the tile's middle. */
  readonly phase: number;
  /** How far the phase turns from the half of the tile before its middle to the one after it, across the lines. */
  readonly halfTurn: number;
  /** Power of the tone against that of everything else in the tile; inverse to the variance of the phase. */
  readonly weight: number;
}

/** Darkness of print is correlated over a stroke's length, so sums of it waver this much more than of independent pixels. */
const CORRELATED_PX = 6;
/** Pixels fewer than these tell nothing. */
const LEAST_PIXELS = 64;
/** Sums of a row wait for one another; those of several rows are added up meanwhile. */
const ROWS_AT_ONCE = 4;

/**
 * Measures tones of one family's lines in tiles of up to `mostPx` edge: a tone's phase grows by `perX` and `perY` rad from pixel to pixel, so that lines which run
 * as it does add up, whatever else is printed does not. Null for a tile of hardly any pixels.
 */
export function tonesOf(
  print: Plane,
  family: LineFamily,
  mostPx: number,
): (tile: Tile, perX: number, perY: number) => Tone | null {
  const room: Room = {
    alongX: new Float64Array(2 * mostPx),
    alongY: new Float64Array(2 * mostPx),
    rows: new Float64Array(2 * ROWS_AT_ONCE),
    halves: new Float64Array(8),
  };
  const momentsOf = tileMoments(print, ...stepsAcross(family));
  return (tile, perX, perY) => measured(print, family, tile, perX, perY, momentsOf, room);
}

/** Along the lines every other pixel tells enough; across them every pixel is needed, or harmonics fold onto the tone. */
const stepsAcross = (family: LineFamily): [xStep: number, yStep: number] => (family === 'down' ? [1, 2] : [2, 1]);

/** Room that measuring needs, shared by all tiles. */
interface Room {
  /** The tone from pixel to pixel along both axes, as complex numbers. */
  readonly alongX: Float64Array;
  readonly alongY: Float64Array;
  /** Sums of rows that are read together. */
  readonly rows: Float64Array;
  /** Sums of the tile's halves: of the print, and of the tone itself. */
  readonly halves: Float64Array;
}

function measured(
  { widthPx, values }: Plane,
  family: LineFamily,
  tile: Tile,
  perX: number,
  perY: number,
  momentsOf: (tile: Tile) => Moments,
  { alongX, alongY, rows, halves }: Room,
): Tone | null {
  const { left, top, width, height } = tile;
  const [centreX, centreY] = middleOf(tile);
  const [xStep, yStep] = stepsAcross(family);
  const columnCount = Math.ceil(width / xStep);
  const rowCount = Math.ceil(height / yStep);
  turnOn(alongX, columnCount, perX * (left - centreX), perX * xStep);
  turnOn(alongY, rowCount, perY * (top - centreY), perY * yStep);
  const split = family === 'down' ? width >> 1 : height >> 1;
  halves.fill(0);
  const stride = yStep * widthPx;
  // One pass over the rows, or two where their halves are summed apart.
  for (let part = family === 'down' ? 0 : 1; part < 2; part++) {
    const from = family === 'down' && part === 1 ? split : 0;
    const to = part === 0 ? split : columnCount;
    // Sums of the tone itself along a row, by which the cell's mean darkness is taken out at the end.
    let toneRe = 0;
    let toneIm = 0;
    for (let k = from; k < to; k++) {
      toneRe += alongX[2 * k] as number;
      toneIm += alongX[2 * k + 1] as number;
    }
    for (let first = 0; first < rowCount; first += ROWS_AT_ONCE) {
      const end = Math.min(rowCount, first + ROWS_AT_ONCE);
      sumRows(values, top * widthPx + left + first * stride, stride, end - first, xStep, alongX, from, to, rows);
      for (let row = first; row < end; row++) {
        const re = rows[2 * (row - first)] as number;
        const im = rows[2 * (row - first) + 1] as number;
        const cos = alongY[2 * row] as number;
        const sin = alongY[2 * row + 1] as number;
        const o = (family === 'down' ? part : row < split ? 0 : 1) * 4;
        halves[o] = (halves[o] as number) + re * cos - im * sin;
        halves[o + 1] = (halves[o + 1] as number) + re * sin + im * cos;
        halves[o + 2] = (halves[o + 2] as number) + toneRe * cos - toneIm * sin;
        halves[o + 3] = (halves[o + 3] as number) + toneRe * sin + toneIm * cos;
      }
    }
  }
  const count = columnCount * rowCount;
  if (count < LEAST_PIXELS) return null;
  const { sum, squares } = momentsOf(tile);
  const mean = sum / count;
  const part = (k: number) => (halves[k] as number) - mean * (halves[k + 2] as number);
  const [re0, im0, re1, im1] = [part(0), part(1), part(4), part(5)];
  const [re, im] = [re0 + re1, im0 + im1];
  const power = re * re + im * im;
  const noise = CORRELATED_PX * Math.max(squares - sum * mean - (2 * power) / count, 0.02 * squares) + 1;
  return {
    phase: Math.atan2(im, re),
    halfTurn: Math.atan2(im1 * re0 - re1 * im0, re1 * re0 + im1 * im0),
    weight: power / noise,
  };
}

/** Fills `into` with a tone that begins at a phase and grows by `stepRad`. It is turned on from place to place: a sine each would cost as much as all sums. */
function turnOn(into: Float64Array, count: number, phaseRad: number, stepRad: number): void {
  const [stepRe, stepIm] = [Math.cos(stepRad), Math.sin(stepRad)];
  let [re, im] = [Math.cos(phaseRad), Math.sin(phaseRad)];
  for (let k = 0; k < count; k++) {
    into[2 * k] = re;
    into[2 * k + 1] = im;
    const turned = re * stepRe - im * stepIm;
    im = re * stepIm + im * stepRe;
    re = turned;
  }
}

/** Sets `into` to the sums of up to four rows' values times the tone, between two places of it; what stands for rows that are not there means nothing. */
function sumRows(
  values: Uint8Array,
  start: number,
  stride: number,
  count: number,
  xStep: number,
  tone: Float64Array,
  from: number,
  to: number,
  into: Float64Array,
): void {
  let a = start + from * xStep;
  let b = count > 1 ? a + stride : a;
  let c = count > 2 ? b + stride : b;
  let d = count > 3 ? c + stride : c;
  let [aRe, aIm, bRe, bIm, cRe, cIm, dRe, dIm] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = 2 * from; k < 2 * to; k += 2) {
    const re = tone[k] as number;
    const im = tone[k + 1] as number;
    const ofA = values[a] as number;
    const ofB = values[b] as number;
    const ofC = values[c] as number;
    const ofD = values[d] as number;
    aRe += ofA * re;
    aIm += ofA * im;
    bRe += ofB * re;
    bIm += ofB * im;
    cRe += ofC * re;
    cIm += ofC * im;
    dRe += ofD * re;
    dIm += ofD * im;
    a += xStep;
    b += xStep;
    c += xStep;
    d += xStep;
  }
  into[0] = aRe;
  into[1] = aIm;
  into[2] = bRe;
  into[3] = bIm;
  into[4] = cRe;
  into[5] = cIm;
  into[6] = dRe;
  into[7] = dIm;
}
