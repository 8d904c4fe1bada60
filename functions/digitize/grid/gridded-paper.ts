import { type Paper, paperLightAt } from '../ink/paper.ts';
import { median } from '../maths/median.ts';
import { cellPlaces, type PhaseCells } from './grid-phase.ts';
import type { PaperBounds } from './paper-bounds.ts';
import { meanPitchPx, type PaperMap } from './paper-map.ts';

/** A cell shows the grid, be it faintly, where lines of both families have this weight: of tables and walls hardly any cell does. */
const SHOWN = 1;
/** Fewer such cells, or a smaller share of the cells between them, do not tell where the grid ends. */
const LEAST_CELLS = 60;
const LEAST_SHARE = 0.3;
/** Paper as light as this share of the grid's may be its continuation, washed out by glare. */
const AS_LIGHT = 0.97;
/** Stray cells, of print or a table's weave, that may lie beyond any side of the grid. */
const STRAY_SHARE = 0.02;
/** Names, pulses and rows reach a little beyond their grid, and cells of its rim may not show it, mm. */
const MARGIN_MM = 22;

/**
 * The paper on which the grid is seen, or may be washed out, with a margin: what else a photograph shows, a darker table, holds no trace. Null where too
 * little of the grid is seen to tell.
 */
export function griddedPaper(map: PaperMap, cells: PhaseCells, paper: Paper): PaperBounds | null {
  const places = cellPlaces(map, cells);
  const shows = shownCells(cells);
  const shown = places.filter((_, i) => shows[i]);
  const grid = aroundMost(shown);
  const cellMm = cells.cellPx / meanPitchPx(map);
  const within = ((grid.right - grid.left) / cellMm + 1) * ((grid.bottom - grid.top) / cellMm + 1);
  if (shown.length < LEAST_CELLS || shown.length < LEAST_SHARE * within) return null;
  const light = places.map((_, i) => lightOf(i, cells, paper));
  const least = AS_LIGHT * median(light.filter((_, i) => shows[i]));
  const { left, top, right, bottom } = aroundMost(places.filter((_, i) => shows[i] || (light[i] as number) >= least));
  return { left: left - MARGIN_MM, top: top - MARGIN_MM, right: right + MARGIN_MM, bottom: bottom + MARGIN_MM };
}

function lightOf(cell: number, { columns, cellPx }: PhaseCells, paper: Paper): number {
  return paperLightAt(paper, ((cell % columns) + 0.5) * cellPx, (Math.floor(cell / columns) + 0.5) * cellPx);
}

/** Whether each cell shows the grid, be it faintly. */
export function shownCells({ down, across }: PhaseCells): boolean[] {
  return Array.from(down.weight, (weight, i) => weight > SHOWN && (across.weight[i] as number) > SHOWN);
}

/** What lies around places, stray ones aside. */
export function aroundMost(placesMm: readonly (readonly [number, number])[]): PaperBounds {
  const [left, right] = ends(placesMm.map(([xMm]) => xMm));
  const [top, bottom] = ends(placesMm.map(([, yMm]) => yMm));
  return { left, top, right, bottom };
}

function ends(placesMm: readonly number[]): [number, number] {
  const sorted = Float64Array.from(placesMm).sort();
  const stray = Math.floor(STRAY_SHARE * sorted.length);
  return [sorted[stray] ?? 0, sorted[sorted.length - 1 - stray] ?? 0];
}
