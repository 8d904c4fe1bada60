import { median } from '../maths/median.ts';
import type { PhaseCells } from './grid-phase.ts';
import { type PaperBounds, UNBOUND } from './paper-bounds.ts';
import { meanPitchPx, type PaperMap } from './paper-map.ts';
import { shownGrid } from './shown-grid.ts';

/** A smaller share of the cells between those that show the grid does not tell where it ends. */
const LEAST_SHARE = 0.5;
/** A grid that ends is bold up to there: cells have this share of the usual weight. Glare and blur wash it out little by little. */
const AS_BOLD = 0.35;
/** Share of the stripes, a cell wide, along which it has to be. */
const MOST_STRIPES = 0.7;
/** A stripe of fewer cells that show the grid says nothing of its ends. */
const LEAST_IN_STRIPE = 4;

/** A cell that shows the grid: where it lies along a stripe of them, and how much it shows. */
interface ShownCell {
  readonly atMm: number;
  readonly weight: number;
}

/**
 * The part of the paper that the grid covers, mm, to the middles of its outermost cells but for stray ones; without bound on sides on which it fades instead
 * of ending.
 */
export function gridEnds(map: PaperMap, cells: PhaseCells): PaperBounds {
  const grid = shownGrid(map, cells, LEAST_SHARE);
  if (grid === null) return UNBOUND;
  const { places, shows, bounds } = grid;
  const cellMm = cells.cellPx / meanPitchPx(map);
  const [rows, columns] = [new Map<number, ShownCell[]>(), new Map<number, ShownCell[]>()];
  places.forEach(([xMm, yMm], i) => {
    if (!shows[i]) return;
    const weight = Math.min(cells.down.weight[i] as number, cells.across.weight[i] as number);
    addTo(rows, Math.round(yMm / cellMm), { atMm: xMm, weight });
    addTo(columns, Math.round(xMm / cellMm), { atMm: yMm, weight });
  });
  return {
    left: isBoldTo(rows, 'begin') ? bounds.left : -Infinity,
    right: isBoldTo(rows, 'end') ? bounds.right : Infinity,
    top: isBoldTo(columns, 'begin') ? bounds.top : -Infinity,
    bottom: isBoldTo(columns, 'end') ? bounds.bottom : Infinity,
  };
}

function addTo(stripes: Map<number, ShownCell[]>, stripe: number, cell: ShownCell): void {
  const cells = stripes.get(stripe);
  if (cells === undefined) stripes.set(stripe, [cell]);
  else cells.push(cell);
}

/** Whether stripes of cells show the grid as boldly at one of their ends as elsewhere. */
function isBoldTo(stripes: ReadonlyMap<number, readonly ShownCell[]>, where: 'begin' | 'end'): boolean {
  const telling = [...stripes.values()].filter((cells) => cells.length >= LEAST_IN_STRIPE);
  const bold = telling.filter((cells) => {
    const weights = cells.toSorted((a, b) => a.atMm - b.atMm).map(({ weight }) => weight);
    // The outermost cell may be cut by the end of the grid.
    return (weights.at(where === 'begin' ? 1 : -2) as number) >= AS_BOLD * median(weights);
  });
  return bold.length >= MOST_STRIPES * telling.length;
}
