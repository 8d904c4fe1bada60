import type { Plane } from '../maths/plane.ts';
import type { LineFamily } from './line-profile.ts';
import { type PaperMap, toMm } from './paper-map.ts';

/** Where the printed lattice lies against the map, cell by cell of a division of the page into squares. */
export interface PhaseCells {
  readonly columns: number;
  readonly rows: number;
  readonly cellPx: number;
  readonly down: FamilyPhase;
  readonly across: FamilyPhase;
}

/** One family's lines: what is to be added to the map's mm so that they fall on whole numbers. */
export interface FamilyPhase {
  /** mm, within ± half a line's distance; meaningless where `weight` is 0. */
  readonly offsetMm: Float32Array;
  /** How much `offsetMm` grows from one cell to the next across the lines, from the cell's own two halves. */
  readonly slopeMm: Float32Array;
  /** Power of the lines against that of everything else in the cell; inverse to the variance of `offsetMm`. */
  readonly weight: Float32Array;
}

/** Where the cells' middles lie by a map, mm. */
export function cellPlaces(
  map: PaperMap,
  { columns, rows, cellPx }: Pick<PhaseCells, 'columns' | 'rows' | 'cellPx'>,
): (readonly [xMm: number, yMm: number])[] {
  const middle = (i: number) => (i + 0.5) * cellPx - 0.5;
  return Array.from({ length: columns * rows }, (_, i) =>
    toMm(map, middle(i % columns), middle(Math.floor(i / columns))),
  );
}

/** Edge of a cell, mm: holds several fine lines and at least one thick one, and is small against the bends of paper. */
const CELL_MM = 8;

/** Darkness of print is correlated over a stroke's length, so sums of it waver this much more than of independent pixels. */
const CORRELATED_PX = 6;

/**
 * Measures the phase of the lattice in every cell by one Fourier sum along the map's local gradient (a lock-in: lines that the map puts
 * right add up, whatever else is printed does not). The tone has `cyclesPerMm`: 1 for the fine grid, and for a grid of 5-mm lines, whose
 * fifth harmonic it is.
 */
export function measurePhases(print: Plane, map: PaperMap, pitchPx: number, cyclesPerMm: number): PhaseCells {
  const cellPx = Math.max(16, Math.round(CELL_MM * pitchPx));
  const columns = Math.ceil(print.widthPx / cellPx);
  const rows = Math.ceil(print.heightPx / cellPx);
  const family = (): FamilyPhase => ({
    offsetMm: new Float32Array(columns * rows),
    slopeMm: new Float32Array(columns * rows),
    weight: new Float32Array(columns * rows),
  });
  const cells = { columns, rows, cellPx, down: family(), across: family() };
  const table = new Float64Array(2 * cellPx);
  const half = new Float64Array(8);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      lockIn(print, map, cells, 'down', column, row, cyclesPerMm, table, half);
      lockIn(print, map, cells, 'across', column, row, cyclesPerMm, table, half);
    }
  }
  return cells;
}

function lockIn(
  print: Plane,
  map: PaperMap,
  cells: PhaseCells,
  family: LineFamily,
  column: number,
  row: number,
  cyclesPerMm: number,
  table: Float64Array,
  halves: Float64Array,
): void {
  const { widthPx, heightPx, values } = print;
  const left = column * cells.cellPx;
  const top = row * cells.cellPx;
  const width = Math.min(cells.cellPx, widthPx - left);
  const height = Math.min(cells.cellPx, heightPx - top);
  const axis = family === 'down' ? 0 : 1;
  const centreX = left + (width - 1) / 2;
  const centreY = top + (height - 1) / 2;
  const reach = cells.cellPx / 4;
  const middle = toMm(map, centreX, centreY)[axis];
  const turn = 2 * Math.PI * cyclesPerMm;
  const perX =
    ((toMm(map, centreX + reach, centreY)[axis] - toMm(map, centreX - reach, centreY)[axis]) / (2 * reach)) * turn;
  const perY =
    ((toMm(map, centreX, centreY + reach)[axis] - toMm(map, centreX, centreY - reach)[axis]) / (2 * reach)) * turn;
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
  const tone = new Float64Array(4);
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
  if (count < 64) return;
  const mean = sum / count;
  const part = (k: number) => (halves[k] as number) - mean * (halves[k + 2] as number);
  const [re0, im0, re1, im1] = [part(0), part(1), part(4), part(5)];
  const [re, im] = [re0 + re1, im0 + im1];
  const power = re * re + im * im;
  const noise = CORRELATED_PX * Math.max(squares - sum * mean - (2 * power) / count, 0.02 * squares) + 1;
  const i = row * cells.columns + column;
  const found = cells[family];
  // The darkness is greatest where the lattice's own mm is whole: middle + offset, plus the phase of the sum, is whole there.
  const offset = -Math.atan2(im, re) / turn - middle;
  const period = 1 / cyclesPerMm;
  found.offsetMm[i] = offset - period * Math.round(offset / period);
  found.slopeMm[i] = (-2 * Math.atan2(im1 * re0 - re1 * im0, re1 * re0 + im1 * im0)) / turn;
  found.weight[i] = power / noise;
}
