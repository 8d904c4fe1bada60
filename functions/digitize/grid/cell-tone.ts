import type { Plane } from '../maths/plane.ts';
import { type Moments, tileMoments } from './cell-moments.ts';
import type { LineFamily, Tile } from './line-profile.ts';

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
 * as it does add up, whatever else is printed does not. Null for a tile of hardly any pixels. Another tone of the tile that was measured last costs little where its `perX` is the same.
 */
export function tonesOf(
  print: Plane,
  family: LineFamily,
  mostPx: number,
): (tile: Tile, perX: number, perY: number) => Tone | null {
  const room: Room = {
    alongX: new Float64Array(2 * mostPx),
    alongY: new Float64Array(2 * mostPx),
    rows: [new Float64Array(2 * mostPx), new Float64Array(2 * mostPx)],
    tones: new Float64Array(4),
    halves: new Float64Array(8),
  };
  const momentsOf = tileMoments(print, ...stepsAcross(family));
  let summed: { tile: Tile; perX: number } | null = null;
  return (tile, perX, perY) => {
    if (summed?.tile !== tile || summed.perX !== perX) sumTile(print, family, tile, perX, room);
    summed = { tile, perX };
    return measured(family, tile, perY, momentsOf, room);
  };
}

/** Along the lines every other pixel tells enough; across them every pixel is needed, or harmonics fold onto the tone. */
const stepsAcross = (family: LineFamily): [xStep: number, yStep: number] => (family === 'down' ? [1, 2] : [2, 1]);

/** Room that measuring needs, shared by all tiles. */
interface Room {
  /** The tone from pixel to pixel along both axes, as complex numbers. */
  readonly alongX: Float64Array;
  readonly alongY: Float64Array;
  /** Each row's sum of values times the tone along x; where the tile's halves stand side by side one for each of them, else the first alone. */
  readonly rows: readonly [Float64Array, Float64Array];
  /** The same sums of the tone itself. */
  readonly tones: Float64Array;
  /** Sums of the tile's halves: of the print, and of the tone itself. */
  readonly halves: Float64Array;
}

/** Sums the rows of a tile. */
function sumTile(
  { widthPx, values }: Plane,
  family: LineFamily,
  { left, top, width, height }: Tile,
  perX: number,
  { alongX, rows, tones }: Room,
): void {
  const [xStep, yStep] = stepsAcross(family);
  const columnCount = Math.ceil(width / xStep);
  const rowCount = Math.ceil(height / yStep);
  turnOn(alongX, columnCount, (-perX * (width - 1)) / 2, perX * xStep);
  const stride = yStep * widthPx;
  const split = family === 'down' ? width >> 1 : columnCount;
  for (let part = 0; part < (family === 'down' ? 2 : 1); part++) {
    const from = part === 0 ? 0 : split;
    const to = part === 0 ? split : columnCount;
    let toneRe = 0;
    let toneIm = 0;
    for (let k = from; k < to; k++) {
      toneRe += alongX[2 * k] as number;
      toneIm += alongX[2 * k + 1] as number;
    }
    tones[2 * part] = toneRe;
    tones[2 * part + 1] = toneIm;
    const into = rows[part as 0 | 1];
    for (let row = 0; row < rowCount; row += ROWS_AT_ONCE) {
      const count = Math.min(rowCount - row, ROWS_AT_ONCE);
      sumRows(values, top * widthPx + left + row * stride, stride, count, xStep, alongX, from, to, into, 2 * row);
    }
  }
}

/** The tone of a tile whose rows are summed. */
function measured(
  family: LineFamily,
  tile: Tile,
  perY: number,
  momentsOf: (tile: Tile) => Moments,
  { alongY, rows, tones, halves }: Room,
): Tone | null {
  const { width, height } = tile;
  const [xStep, yStep] = stepsAcross(family);
  const columnCount = Math.ceil(width / xStep);
  const rowCount = Math.ceil(height / yStep);
  turnOn(alongY, rowCount, (-perY * (height - 1)) / 2, perY * yStep);
  if (family === 'down') {
    turnRows(rows[0], tones, 0, alongY, 0, rowCount, halves, 0);
    turnRows(rows[1], tones, 2, alongY, 0, rowCount, halves, 4);
  } else {
    turnRows(rows[0], tones, 0, alongY, 0, height >> 1, halves, 0);
    turnRows(rows[0], tones, 0, alongY, height >> 1, rowCount, halves, 4);
  }
  const count = columnCount * rowCount;
  if (count < LEAST_PIXELS) return null;
  const { sum, squares } = momentsOf(tile);
  const mean = sum / count;
  const re0 = aboutMean(halves, 0, mean);
  const im0 = aboutMean(halves, 1, mean);
  const re1 = aboutMean(halves, 4, mean);
  const im1 = aboutMean(halves, 5, mean);
  const re = re0 + re1;
  const im = im0 + im1;
  const power = re * re + im * im;
  const noise = CORRELATED_PX * Math.max(squares - sum * mean - (2 * power) / count, 0.02 * squares) + 1;
  return {
    phase: Math.atan2(im, re),
    halfTurn: Math.atan2(im1 * re0 - re1 * im0, re1 * re0 + im1 * im0),
    weight: power / noise,
  };
}

/** What is left of a half's sum where the print's mean is taken off it. */
const aboutMean = (halves: Float64Array, k: number, mean: number): number =>
  (halves[k] as number) - mean * (halves[k + 2] as number);

/** Sets four of `halves` to the sums, over some rows of a half, of the print and of the tone itself, each row turned on by the tone along y. */
function turnRows(
  rows: Float64Array,
  tones: Float64Array,
  tone: number,
  alongY: Float64Array,
  from: number,
  to: number,
  halves: Float64Array,
  half: number,
): void {
  const toneRe = tones[tone] as number;
  const toneIm = tones[tone + 1] as number;
  let re = 0;
  let im = 0;
  let ofToneRe = 0;
  let ofToneIm = 0;
  for (let k = 2 * from; k < 2 * to; k += 2) {
    const rowRe = rows[k] as number;
    const rowIm = rows[k + 1] as number;
    const cos = alongY[k] as number;
    const sin = alongY[k + 1] as number;
    re = re + rowRe * cos - rowIm * sin;
    im = im + rowRe * sin + rowIm * cos;
    ofToneRe = ofToneRe + toneRe * cos - toneIm * sin;
    ofToneIm = ofToneIm + toneRe * sin + toneIm * cos;
  }
  halves[half] = re;
  halves[half + 1] = im;
  halves[half + 2] = ofToneRe;
  halves[half + 3] = ofToneIm;
}

/** Fills `into` with a tone that begins at a phase and grows by `stepRad`. It is turned on from place to place: a sine each would cost as much as all sums. */
function turnOn(into: Float64Array, count: number, phaseRad: number, stepRad: number): void {
  const stepRe = Math.cos(stepRad);
  const stepIm = Math.sin(stepRad);
  let re = Math.cos(phaseRad);
  let im = Math.sin(phaseRad);
  for (let k = 0; k < count; k++) {
    into[2 * k] = re;
    into[2 * k + 1] = im;
    const turned = re * stepRe - im * stepIm;
    im = re * stepIm + im * stepRe;
    re = turned;
  }
}

/** Sets `into`, from a place on, to the sums of up to four rows' values times the tone between two places of it. */
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
  at: number,
): void {
  let a = start + from * xStep;
  let b = count > 1 ? a + stride : a;
  let c = count > 2 ? b + stride : b;
  let d = count > 3 ? c + stride : c;
  let aRe = 0;
  let aIm = 0;
  let bRe = 0;
  let bIm = 0;
  let cRe = 0;
  let cIm = 0;
  let dRe = 0;
  let dIm = 0;
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
  into[at] = aRe;
  into[at + 1] = aIm;
  if (count > 1) {
    into[at + 2] = bRe;
    into[at + 3] = bIm;
  }
  if (count > 2) {
    into[at + 4] = cRe;
    into[at + 5] = cIm;
  }
  if (count > 3) {
    into[at + 6] = dRe;
    into[at + 7] = dIm;
  }
}
