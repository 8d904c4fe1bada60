import type { FamilyPhase, PhaseCells } from './grid-phase.ts';
import type { LineFamily } from './line-profile.ts';

/** A family's phases with their whole turns, and how well neighbouring cells bear one another out. */
export interface UnwrappedPhase {
  /** mm to be added to the map at each cell; meaningless where `weight` is 0. */
  readonly offsetMm: Float32Array;
  /** 0…1. */
  readonly weight: Float32Array;
  /** Mean cosine of the cells' phases against what their neighbours foretell, weighted: about 1 on a true lattice, about 0 on chance. */
  readonly agreement: number;
  /** Share of the page's cells that took part. */
  readonly coverage: number;
  /** Mean change from cell to cell across the lines, mm, weighted: small where the map was right already. */
  readonly unrest: number;
}

/** Weight above which a cell's own measure counts as sure as it gets. */
const SURE = 12;
/** Cells weaker than this share in nothing. */
export const LEAST_SHOWN = 0.35;
/** Cells that are next to no joined one join by this part of their weight. */
const UNLED = 1e-3;

/** How surely each cell shows a family's lines, 0…1. */
export function surenessOf({ weight }: Pick<FamilyPhase, 'weight'>): Float32Array {
  return weight.map((w) => (w < LEAST_SHOWN ? 0 : Math.min(1, w / SURE)));
}

/** Unwraps the phases of a family from the surest cell outwards; `periodMm` is the distance that phases repeat at. */
export function unwrapPhases(cells: PhaseCells, family: LineFamily, periodMm: number): UnwrappedPhase {
  const phase = cells[family];
  const weight = surenessOf(phase);
  const slopeMm = evened(phase.slopeMm, weight, cells);
  const { unwrapped, agreement } = unwrap(phase.offsetMm, slopeMm, weight, cells, family, periodMm);
  let [used, sum, total] = [0, 0, 0];
  weight.forEach((w, i) => {
    used += w > 0 ? 1 : 0;
    sum += w * Math.abs(slopeMm[i] as number);
    total += w;
  });
  return {
    offsetMm: unwrapped,
    weight,
    agreement,
    coverage: used / weight.length,
    unrest: total > 0 ? sum / total : 0,
  };
}

/** Half a cell tells its slope badly: every cell takes the weighted mean of those up to two cells away. */
function evened(slopes: Float32Array, weight: Float32Array, { columns, rows }: PhaseCells): Float32Array {
  const out = new Float32Array(slopes.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      let total = 1e-6;
      for (let r = Math.max(0, row - 2); r <= Math.min(rows - 1, row + 2); r++) {
        for (let c = Math.max(0, column - 2); c <= Math.min(columns - 1, column + 2); c++) {
          const w = weight[r * columns + c] as number;
          sum += w * (slopes[r * columns + c] as number);
          total += w;
        }
      }
      out[row * columns + column] = sum / total;
    }
  }
  return out;
}

/** Cells join in order of their weight among those next to joined ones; each takes the turn that its joined neighbours foretell. */
function unwrap(
  offsetMm: Float32Array,
  slopeMm: Float32Array,
  weight: Float32Array,
  { columns, rows }: PhaseCells,
  family: LineFamily,
  period: number,
): { unwrapped: Float32Array; agreement: number } {
  const n = columns * rows;
  const unwrapped = new Float32Array(n);
  const joined = new Uint8Array(n);
  /** How much each cell is to join next; 0 once it has. */
  const claim = Float64Array.from(weight, (own) => own * UNLED);
  const sum = new Float32Array(n);
  const sumWeight = new Float32Array(n);
  let agreed = 0;
  let counted = 0;
  // The surest claim of each row, found anew only where the row's claims change: the whole page need not be searched for each cell.
  const surest = new Int32Array(rows);
  const findSurest = (row: number) => {
    let best = row * columns;
    for (let i = best + 1; i < (row + 1) * columns; i++) if ((claim[i] as number) > (claim[best] as number)) best = i;
    surest[row] = best;
  };
  for (let row = 0; row < rows; row++) findSurest(row);
  for (;;) {
    let next = -1;
    let most = 0;
    for (let row = 0; row < rows; row++) {
      const i = surest[row] as number;
      if ((claim[i] as number) > most) {
        most = claim[i] as number;
        next = i;
      }
    }
    if (next < 0) break;
    const near = sumWeight[next] as number;
    let value = offsetMm[next] as number;
    if (near > 0) {
      const foretold = (sum[next] as number) / near;
      value += period * Math.round((foretold - value) / period);
      const share = Math.min(weight[next] as number, near);
      agreed += share * Math.cos((2 * Math.PI * (value - foretold)) / period);
      counted += share;
    }
    unwrapped[next] = value;
    joined[next] = 1;
    claim[next] = 0;
    const [column, row] = [next % columns, Math.floor(next / columns)];
    const slope = slopeMm[next] as number;
    for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
      for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        const i = r * columns + c;
        const steps = family === 'down' ? c - column : r - row;
        const slopes = (slope + (slopeMm[i] as number)) / 2;
        sum[i] = (sum[i] as number) + (weight[next] as number) * (value + steps * slopes);
        sumWeight[i] = (sumWeight[i] as number) + (weight[next] as number);
        if (joined[i] === 0) claim[i] = (weight[i] as number) * (1 + (sumWeight[i] as number));
      }
      findSurest(r);
    }
  }
  return { unwrapped, agreement: counted > 0 ? agreed / counted : 0 };
}
