import { cellPlaces, type PhaseCells } from './grid-phase.ts';
import type { PaperBounds } from './paper-bounds.ts';
import { meanPitchPx, type PaperMap } from './paper-map.ts';

/** A cell shows the grid, be it faintly, where lines of both families have this weight: of tables and walls hardly any cell does. */
const SHOWN = 1;
/** Fewer such cells do not tell where the grid ends. */
const LEAST_CELLS = 60;
/** Stray cells, of print or a table's weave, that may lie beyond any side of the grid. */
const STRAY_SHARE = 0.02;

type Places = ReturnType<typeof cellPlaces>;

/** Where cells show the grid. */
export interface ShownGrid {
  /** Of each cell, its middle in mm and whether it shows the grid. */
  readonly places: Places;
  readonly shows: readonly boolean[];
  /** Around the middles of those that do, stray ones aside. */
  readonly bounds: PaperBounds;
}

/** Where the grid shows; null where too few cells do, or a smaller share than `leastShare` of those between them. */
export function shownGrid(map: PaperMap, cells: PhaseCells, leastShare: number): ShownGrid | null {
  const { down, across } = cells;
  const places = cellPlaces(map, cells);
  const shows = places.map((_, i) => (down.weight[i] as number) > SHOWN && (across.weight[i] as number) > SHOWN);
  const shown = places.filter((_, i) => shows[i]);
  const bounds = aroundMost(shown);
  const cellMm = cells.cellPx / meanPitchPx(map);
  const within = ((bounds.right - bounds.left) / cellMm + 1) * ((bounds.bottom - bounds.top) / cellMm + 1);
  return shown.length < LEAST_CELLS || shown.length < leastShare * within ? null : { places, shows, bounds };
}

/** What lies around places, stray ones aside. */
export function aroundMost(placesMm: Places): PaperBounds {
  const [left, right] = ends(placesMm.map(([xMm]) => xMm));
  const [top, bottom] = ends(placesMm.map(([, yMm]) => yMm));
  return { left, top, right, bottom };
}

function ends(placesMm: readonly number[]): [number, number] {
  const sorted = Float64Array.from(placesMm).sort();
  const stray = Math.floor(STRAY_SHARE * sorted.length);
  return [sorted[stray] ?? 0, sorted[sorted.length - 1 - stray] ?? 0];
}
