import type { Bends } from './bends.ts';
import { fitGradients, type Gradient } from './fit-paper-map.ts';
import { cellPlaces, type PhaseCells } from './grid-phase.ts';
import type { PaperMap } from './paper-map.ts';
import { type PlateKind, thinPlate } from './thin-plate.ts';

/** What is to be added to a map's mm at each cell so that a family's lines fall on whole numbers, and how surely (0…1). */
export interface FoundOffsets {
  readonly offsetMm: Float32Array;
  readonly weight: Float32Array;
}

/** The view fitted anew to where the lattice was found, and what the view does not explain as bends. */
export function bentAnew(
  map: PaperMap,
  cells: PhaseCells,
  down: FoundOffsets,
  across: FoundOffsets,
  pitchPx: number,
  paper: PlateKind,
): PaperMap {
  const { columns, rows, cellPx } = cells;
  const n = columns * rows;
  const xMm = new Float32Array(n);
  const yMm = new Float32Array(n);
  for (const [i, [u, v]] of cellPlaces(map, cells).entries()) {
    xMm[i] = u + (down.offsetMm[i] as number);
    yMm[i] = v + (across.offsetMm[i] as number);
  }
  const gradients = [
    ...gradientsOf(map, xMm, down.weight, 0, cells),
    ...gradientsOf(map, yMm, across.weight, 1, cells),
  ];
  const { view } = fitGradients(gradients) ?? map;
  const straight: PaperMap = { ...map, view, bends: null };
  for (const [i, [u, v]] of cellPlaces(straight, cells).entries()) {
    xMm[i] = (xMm[i] as number) - u;
    yMm[i] = (yMm[i] as number) - v;
  }
  const x = thinPlate(xMm, down.weight, columns, rows, paper);
  const y = thinPlate(yMm, across.weight, columns, rows, paper);
  const bends: Bends = { columns, rows, cellPx, xMm: x.values, yMm: y.values };
  return { ...straight, bends, misfit: (Math.max(x.spread, y.spread) * pitchPx) / cellPx };
}

/** As many squares of cells as tell the view of the page. */
const ENOUGH_GRADIENTS = 250;

/** Gradients of a family's positions over squares of four cells that were all measured. */
function gradientsOf(
  map: PaperMap,
  mm: Float32Array,
  weight: Float32Array,
  axis: 0 | 1,
  { columns, rows, cellPx }: PhaseCells,
): Gradient[] {
  const found: Gradient[] = [];
  const perScale = map.scale / (2 * cellPx);
  const step = Math.max(1, Math.round(Math.sqrt((columns * rows) / ENOUGH_GRADIENTS)));
  for (let row = 0; row + 1 < rows; row += step) {
    for (let column = 0; column + 1 < columns; column += step) {
      const i = row * columns + column;
      const j = i + columns;
      const strength = Math.min(
        weight[i] as number,
        weight[i + 1] as number,
        weight[j] as number,
        weight[j + 1] as number,
      );
      if (strength === 0) continue;
      const a = mm[i] as number;
      const b = mm[i + 1] as number;
      const c = mm[j] as number;
      const d = mm[j + 1] as number;
      found.push({
        axis,
        x: ((column + 1) * cellPx - 0.5 - map.originX) / map.scale,
        y: ((row + 1) * cellPx - 0.5 - map.originY) / map.scale,
        perX: (b - a + d - c) * perScale,
        perY: (c - a + d - b) * perScale,
        strength,
      });
    }
  }
  return found;
}
