import type { Plane } from '../maths/plane.ts';
import { type Tone, tonesOf } from './cell-tone.ts';
import { type LineFamily, middleOf, type Tile } from './line-profile.ts';
import { leanOf, type PaperMap, toMm } from './paper-map.ts';

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
export function cellPlaces(map: PaperMap, { columns, rows, cellPx }: Squares): (readonly [xMm: number, yMm: number])[] {
  const middle = (i: number) => (i + 0.5) * cellPx - 0.5;
  return Array.from({ length: columns * rows }, (_, i) =>
    toMm(map, middle(i % columns), middle(Math.floor(i / columns))),
  );
}

/** Edge of a cell, mm: holds several fine lines and at least one thick one, and is small against the bends of paper. */
const CELL_MM = 8;

/** The edge of the cells that phases are measured in where a millimetre is so many pixels. */
export const cellPxOf = (pitchPx: number): number => Math.max(16, Math.round(CELL_MM * pitchPx));

/**
 * Measures the phase of the lattice in every cell by one Fourier sum along the map's local gradient (a lock-in: lines that the map puts
 * right add up, whatever else is printed does not). The tone has `cyclesPerMm`: 1 for the fine grid, and for a grid of 5-mm lines, whose
 * fifth harmonic it is.
 */
export function measurePhases(print: Plane, map: PaperMap, pitchPx: number, cyclesPerMm: number): PhaseCells {
  const down = measureFamily(print, map, pitchPx, cyclesPerMm, 'down');
  const across = measureFamily(print, map, pitchPx, cyclesPerMm, 'across');
  return { ...squaresOf(print, pitchPx), down, across };
}

/** The same of one family of lines alone. */
export function measureFamily(
  print: Plane,
  map: PaperMap,
  pitchPx: number,
  cyclesPerMm: number,
  family: LineFamily,
): FamilyPhase {
  const squares = squaresOf(print, pitchPx);
  const { columns, rows, cellPx } = squares;
  const found: FamilyPhase = {
    offsetMm: new Float32Array(columns * rows),
    slopeMm: new Float32Array(columns * rows),
    weight: new Float32Array(columns * rows),
  };
  const tones = tonesOf(print, family, cellPx);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      lockIn(print, map, squares, found, family, column, row, cyclesPerMm, tones);
  }
  return found;
}

/** The division of a page into squares, without what their lines say. */
type Squares = Pick<PhaseCells, 'columns' | 'rows' | 'cellPx'>;

function squaresOf({ widthPx, heightPx }: Plane, pitchPx: number): Squares {
  const cellPx = cellPxOf(pitchPx);
  return { columns: Math.ceil(widthPx / cellPx), rows: Math.ceil(heightPx / cellPx), cellPx };
}

function lockIn(
  print: Plane,
  map: PaperMap,
  squares: Squares,
  found: FamilyPhase,
  family: LineFamily,
  column: number,
  row: number,
  cyclesPerMm: number,
  tones: (tile: Tile, perX: number, perY: number) => Tone | null,
): void {
  const tile = cellTile(print, squares, column, row);
  const axis = family === 'down' ? 0 : 1;
  const [centreX, centreY] = middleOf(tile);
  const middle = toMm(map, centreX, centreY)[axis];
  const turn = 2 * Math.PI * cyclesPerMm;
  const [perX, perY] = leanOf(map, axis, centreX, centreY, squares.cellPx / 4);
  const tone = tones(tile, perX * turn, perY * turn);
  if (tone === null) return;
  const i = row * squares.columns + column;
  // The darkness is greatest where the lattice's own mm is whole: middle + offset, plus the phase of the sum, is whole there.
  const offset = -tone.phase / turn - middle;
  const period = 1 / cyclesPerMm;
  found.offsetMm[i] = offset - period * Math.round(offset / period);
  found.slopeMm[i] = (-2 * tone.halfTurn) / turn;
  found.weight[i] = tone.weight;
}

/** The pixels of a cell; those at the right and lower rim of the page may be cut short. */
export function cellTile(
  { widthPx, heightPx }: Plane,
  { cellPx }: Pick<PhaseCells, 'cellPx'>,
  column: number,
  row: number,
): Tile {
  const [left, top] = [column * cellPx, row * cellPx];
  return { left, top, width: Math.min(cellPx, widthPx - left), height: Math.min(cellPx, heightPx - top) };
}
