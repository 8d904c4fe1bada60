import type { Plane } from '../maths/plane.ts';
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

/**
 * Measures tones of one family's lines in tiles of up to `mostPx` edge: a tone's phase grows by `perX` and `perY` rad from pixel to pixel, so that lines which run
 * as it does add up, whatever else is printed does not. Null for a tile of hardly any pixels.
 */
export function tonesOf(
  print: Plane,
  family: LineFamily,
  mostPx: number,
): (tile: Tile, perX: number, perY: number) => Tone | null {
  const table = new Float64Array(2 * mostPx);
  const halves = new Float64Array(8);
  const tone = new Float64Array(4);
  return (tile, perX, perY) => measured(print, family, tile, perX, perY, table, halves, tone);
}

function measured(
  { widthPx, values }: Plane,
  family: LineFamily,
  tile: Tile,
  perX: number,
  perY: number,
  table: Float64Array,
  halves: Float64Array,
  tone: Float64Array,
): Tone | null {
  const { left, top, width, height } = tile;
  const [centreX, centreY] = middleOf(tile);
  // Along the lines every other pixel tells enough; across them every pixel is needed, or harmonics fold onto the tone.
  const xStep = family === 'down' ? 1 : 2;
  const yStep = family === 'down' ? 2 : 1;
  // The tone is turned on from pixel to pixel: a sine a pixel would cost as much as all sums.
  const [stepRe, stepIm] = [Math.cos(perX * xStep), Math.sin(perX * xStep)];
  let [atRe, atIm] = [Math.cos(perX * (left - centreX)), Math.sin(perX * (left - centreX))];
  for (let x = 0; x < width; x += xStep) {
    table[2 * x] = atRe;
    table[2 * x + 1] = atIm;
    const turned = atRe * stepRe - atIm * stepIm;
    atIm = atRe * stepIm + atIm * stepRe;
    atRe = turned;
  }
  const split = family === 'down' ? width >> 1 : height >> 1;
  halves.fill(0);
  // Sums of the tone itself along a row, by which the cell's mean darkness is taken out at the end.
  tone.fill(0);
  for (let x = 0; x < width; x += xStep) {
    const o = family === 'down' && x < split ? 0 : 2;
    tone[o] = (tone[o] as number) + (table[2 * x] as number);
    tone[o + 1] = (tone[o + 1] as number) + (table[2 * x + 1] as number);
  }
  let [sum, squares] = [0, 0];
  const [downRe, downIm] = [Math.cos(perY * yStep), Math.sin(perY * yStep)];
  let [cos, sin] = [Math.cos(perY * (top - centreY)), Math.sin(perY * (top - centreY))];
  for (let y = 0; y < height; y += yStep) {
    const base = (top + y) * widthPx + left;
    let x = 0;
    // One pass over the row, or two where its halves are summed apart.
    for (let part = family === 'down' ? 0 : 1; part < 2; part++) {
      const to = part === 0 ? split : width;
      let re = 0;
      let im = 0;
      for (; x < to; x += xStep) {
        const value = values[base + x] as number;
        re += value * (table[2 * x] as number);
        im += value * (table[2 * x + 1] as number);
        sum += value;
        squares += value * value;
      }
      const toneRe = tone[2 * part] as number;
      const toneIm = tone[2 * part + 1] as number;
      const o = (family === 'down' ? part : y < split ? 0 : 1) * 4;
      halves[o] = (halves[o] as number) + re * cos - im * sin;
      halves[o + 1] = (halves[o + 1] as number) + re * sin + im * cos;
      halves[o + 2] = (halves[o + 2] as number) + toneRe * cos - toneIm * sin;
      halves[o + 3] = (halves[o + 3] as number) + toneRe * sin + toneIm * cos;
    }
    const turned = cos * downRe - sin * downIm;
    sin = cos * downIm + sin * downRe;
    cos = turned;
  }
  const count = Math.ceil(width / xStep) * Math.ceil(height / yStep);
  if (count < LEAST_PIXELS) return null;
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
