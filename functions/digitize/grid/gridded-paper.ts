import { type Paper, paperLightAt } from '../ink/paper.ts';
import { median } from '../maths/median.ts';
import type { PhaseCells } from './grid-phase.ts';
import type { PaperBounds } from './paper-bounds.ts';
import type { PaperMap } from './paper-map.ts';
import { aroundMost, shownGrid } from './shown-grid.ts';

/** A smaller share of the cells between those that show the grid does not tell where it ends. */
const LEAST_SHARE = 0.3;
/** Paper as light as this share of the grid's may be its continuation, washed out by glare. */
const AS_LIGHT = 0.97;
/** Names, pulses and rows reach a little beyond their grid, and cells of its rim may not show it, mm. */
const MARGIN_MM = 22;

/**
 * The paper on which the grid is seen, or may be washed out, with a margin: what else a photograph shows, a darker table, holds no trace. Null where too
 * little of the grid is seen to tell.
 */
export function griddedPaper(map: PaperMap, cells: PhaseCells, paper: Paper): PaperBounds | null {
  const grid = shownGrid(map, cells, LEAST_SHARE);
  if (grid === null) return null;
  const { places, shows } = grid;
  const light = places.map((_, i) => lightOf(i, cells, paper));
  const least = AS_LIGHT * median(light.filter((_, i) => shows[i]));
  const { left, top, right, bottom } = aroundMost(places.filter((_, i) => shows[i] || (light[i] as number) >= least));
  return { left: left - MARGIN_MM, top: top - MARGIN_MM, right: right + MARGIN_MM, bottom: bottom + MARGIN_MM };
}

/** The paper on which the grid is seen; null where too little of it is. */
export const shownPaper = (map: PaperMap, cells: PhaseCells): PaperBounds | null =>
  shownGrid(map, cells, LEAST_SHARE)?.bounds ?? null;

function lightOf(cell: number, { columns, cellPx }: PhaseCells, paper: Paper): number {
  return paperLightAt(paper, ((cell % columns) + 0.5) * cellPx, (Math.floor(cell / columns) + 0.5) * cellPx);
}
