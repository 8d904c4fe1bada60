import { type Band, logOddsTable, MAX_LOG_ODDS, traceBand } from './interval-viterbi.ts';
import type { Plane } from './plane.ts';

/** The trace of one row in frame pixels, column by column; a pixel column x spans [x, x + 1). */
export interface RowTrace {
  readonly firstColumn: number;
  /** Height at the columns' edges, px from the frame's top edge (centre of pixel row r is r + 0.5). */
  readonly edgeY: Float32Array;
  /** Mean upper and lower edge of the stroke in each column; NaN in gaps. */
  readonly upperY: Float32Array;
  readonly lowerY: Float32Array;
  readonly gap: Uint8Array;
  /** Stroke width, px. */
  readonly strokePx: number;
}

/** What a row's tracker needs to know of its surroundings. */
export interface RowBand {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly baselinePx: number;
  /** Distances to the neighbouring rows' baselines; the path is the less welcome the nearer it comes to them. */
  readonly spaceAbovePx: number;
  readonly spaceBelowPx: number;
}

const SLOPE_COST = 0.55 * MAX_LOG_ODDS;

/** Traces one row of the frame by interval Viterbi and measures the stroke's edges to a fraction of a pixel. */
export function traceRow(ink: Plane, band: RowBand, strokePx: number, level: number): RowTrace {
  const view = bandView(ink, band, level);
  const gain = strokePx * MAX_LOG_ODDS;
  const path = traceBand(view, {
    strokePx,
    slopeCost: SLOPE_COST,
    prior: baselinePrior(band, strokePx, gain),
    gapCost: 0.3 * gain,
    gapOpenCost: 2 * gain,
  });
  const edgeY = path.edgeY.map((y) => y + band.top);
  const { upperY, lowerY } = strokeEdges(ink, band.left, edgeY, path.gap, strokePx, level);
  return { firstColumn: band.left, edgeY, upperY, lowerY, gap: path.gap, strokePx };
}

function bandView(ink: Plane, band: RowBand, level: number): Band {
  const heightPx = band.bottom - band.top;
  const columns = band.right - band.left;
  const table = logOddsTable(level).map((v) => v / 2);
  const size = 2 * heightPx + 1;
  const prefix = new Float32Array(columns * size);
  for (let x = 0; x < columns; x++) {
    let sum = 0;
    let at = x * size;
    let source = band.top * ink.widthPx + band.left + x;
    for (let y = 0; y < heightPx; y++) {
      const half = table[ink.values[source] as number] as number;
      prefix[at + 1] = sum + half;
      sum += 2 * half;
      prefix[at + 2] = sum;
      at += 2;
      source += ink.widthPx;
    }
  }
  return { columns, heightPx, prefix };
}

/** Cost a column that grows with the square of the distance from the baseline and equals a stroke's whole evidence at the neighbour's baseline. */
function baselinePrior(band: RowBand, strokePx: number, gain: number): Float32Array {
  const states = 2 * (band.bottom - band.top) + 1;
  return Float32Array.from({ length: states }, (_, j) => {
    const offset = (j + strokePx) / 2 + band.top - band.baselinePx;
    return gain * (offset / (offset < 0 ? band.spaceAbovePx : band.spaceBelowPx)) ** 2;
  });
}

/**
 * Where the stroke begins and ends in each column: from a point inside it, ink is added up outwards until it stops, so that
 * the grey pixels of an edge count by their coverage.
 */
function strokeEdges(
  ink: Plane,
  left: number,
  edgeY: Float32Array,
  gap: Uint8Array,
  strokePx: number,
  level: number,
): { upperY: Float32Array; lowerY: Float32Array } {
  const columns = gap.length;
  const upperY = new Float32Array(columns).fill(Number.NaN);
  const lowerY = new Float32Array(columns).fill(Number.NaN);
  const reach = Math.ceil(strokePx * 0.75 + 1.5);
  for (let x = 0; x < columns; x++) {
    if (gap[x] === 1) continue;
    const a = edgeY[x] as number;
    const b = edgeY[x + 1] as number;
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    const inside = Math.max(0, Math.min(ink.heightPx - 1, Math.floor((low + high) / 2)));
    upperY[x] = inside - run(ink, left + x, inside - 1, Math.floor(low - reach), -1, level);
    lowerY[x] = inside + run(ink, left + x, inside, Math.ceil(high + reach), 1, level);
  }
  return { upperY, lowerY };
}

const FAINT = 0.06;

/** Coverage summed from `from` towards `limit`; ends after the ink has faded, or begins to rise again. */
function run(ink: Plane, x: number, from: number, limit: number, step: 1 | -1, level: number): number {
  let sum = 0;
  let before = 1;
  for (let y = from; step > 0 ? y < limit : y >= limit; y += step) {
    if (y < 0 || y >= ink.heightPx) break;
    const c = Math.min(1, (ink.values[y * ink.widthPx + x] as number) / level);
    if (c < FAINT || (before < 0.4 && c > before + 0.1)) break;
    sum += c;
    before = c;
  }
  return sum;
}
