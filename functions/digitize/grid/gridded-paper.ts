import { cellPlaces, type PhaseCells } from './grid-phase.ts';
import type { PaperBounds } from './paper-bounds.ts';
import { meanPitchPx, type PaperMap } from './paper-map.ts';

/** A cell surely shows the grid where lines of both families have this weight. */
const SHOWN = 4;
/** Fewer such cells, or a smaller share of the cells between them, do not tell where the grid ends. */
const LEAST_CELLS = 60;
const LEAST_SHARE = 0.3;
/** Stray cells, of print or a table's weave, that may lie beyond any side of the grid. */
const STRAY_SHARE = 0.02;
/** Names, pulses and rows reach a little beyond their grid, and cells of its rim may not show it, mm. */
const MARGIN_MM = 22;

/** The paper on which the grid is seen, with a margin: what else a photograph shows holds no trace. Null where too little of it is seen to tell. */
export function griddedPaper(map: PaperMap, cells: PhaseCells): PaperBounds | null {
  const shown = cellPlaces(map, cells).filter(
    (_, i) => (cells.down.weight[i] as number) > SHOWN && (cells.across.weight[i] as number) > SHOWN,
  );
  if (shown.length < LEAST_CELLS) return null;
  const [left, right] = ends(shown.map(([xMm]) => xMm));
  const [top, bottom] = ends(shown.map(([, yMm]) => yMm));
  const cellMm = cells.cellPx / meanPitchPx(map);
  const within = ((right - left) / cellMm + 1) * ((bottom - top) / cellMm + 1);
  if (shown.length < LEAST_SHARE * within) return null;
  return { left: left - MARGIN_MM, top: top - MARGIN_MM, right: right + MARGIN_MM, bottom: bottom + MARGIN_MM };
}

function ends(placesMm: readonly number[]): [number, number] {
  const sorted = Float64Array.from(placesMm).sort();
  const stray = Math.floor(STRAY_SHARE * sorted.length);
  return [sorted[stray] as number, sorted[sorted.length - 1 - stray] as number];
}
