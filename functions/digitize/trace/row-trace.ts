import type { Plane } from '../maths/plane.ts';
import { bandView } from './band-view.ts';
import { traceBand } from './interval-viterbi.ts';
import { MAX_LOG_ODDS } from './log-odds.ts';
import type { Sight } from './sight.ts';
import { sureRuns } from './sure-runs.ts';

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
  /** Evidence less costs of the path; comparable between traces of one band. */
  readonly score: number;
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
  /** Neighbouring rows are so near that waves run into them. */
  readonly crowded: boolean;
}

/** Bit of the mask under other rows' traces. */
const FOREIGN = 2;
/**
 * Cost of a pixel of height. Below half of a pixel's evidence a spike whose flanks share their columns is climbed and descended; above it,
 * only what has two flanks is, so that rows which stand close do not climb into one another's waves.
 */
export const SLOPE_COST = 0.35 * MAX_LOG_ODDS;
const CROWDED_SLOPE_COST = 0.75 * MAX_LOG_ODDS;

/** What a column without ink costs, and what it costs to enter or to leave such columns, where a stroke is worth `gain`. */
export function gapCosts(gain: number): { readonly gapCost: number; readonly gapOpenCost: number } {
  return { gapCost: 0.3 * gain, gapOpenCost: 2 * gain };
}

/** Traces one row of the frame by interval Viterbi and measures the stroke's edges to a fraction of a pixel. */
export function traceRow(sight: Sight, band: RowBand): RowTrace {
  const { strokePx } = sight;
  const gain = strokePx * MAX_LOG_ODDS;
  const view = bandView(sight, band, ownership(band), band.crowded ? undefined : sureRuns(sight, band));
  const path = traceBand(view, {
    slopeCost: band.crowded ? CROWDED_SLOPE_COST : SLOPE_COST,
    prior: baselinePrior(band, strokePx, gain),
    ...gapCosts(gain),
  });
  const edgeY = path.edgeY.map((y) => y + band.top);
  const gap = withoutFlanks(sight, band.left, edgeY, path.gap);
  return measured(sight, { firstColumn: band.left, edgeY, gap, score: path.score });
}

/** Flanks share their ink with the columns beside them no further than this. */
const MOST_FLANK_COLUMNS = 2;
/** Share of the way between the heights at both sides that has to be inked. */
const FLANK_INKED = 0.6;

/**
 * The gaps that are none: where a neighbouring column holds a steep stroke's ink, the column itself says nothing to the tracker, which may
 * then take it for blank. If it is inked all the way between the heights at both sides, the trace runs through it.
 */
export function withoutFlanks(
  { ink, level, strokePx }: Sight,
  left: number,
  edgeY: Float32Array,
  gaps: Uint8Array,
): Uint8Array {
  const gap = Uint8Array.from(gaps);
  for (let from = 0; from < gaps.length; from++) {
    if (gaps[from] === 0 || gaps[from - 1] !== 0) continue;
    let to = from;
    while (gaps[to] === 1) to++;
    if (to === gaps.length || to - from > MOST_FLANK_COLUMNS) continue;
    const [a, b] = [edgeY[from] as number, edgeY[to] as number];
    const top = Math.max(0, Math.floor(Math.min(a, b) - strokePx / 2));
    const bottom = Math.min(ink.heightPx, Math.ceil(Math.max(a, b) + strokePx / 2));
    let inked = 0;
    for (let y = top; y < bottom; y++) {
      let most = 0;
      for (let x = from; x < to; x++) most = Math.max(most, ink.values[y * ink.widthPx + left + x] as number);
      inked += Math.min(1, most / level);
    }
    if (inked >= FLANK_INKED * (bottom - top)) gap.fill(0, from, to);
  }
  return gap;
}

/** A path with the edges of the stroke that it runs in. */
export function measured(sight: Sight, path: Pick<RowTrace, 'firstColumn' | 'edgeY' | 'gap' | 'score'>): RowTrace {
  return { ...path, strokePx: sight.strokePx, ...strokeEdges(sight, path.firstColumn, path.edgeY, path.gap) };
}

/** Up to this share of the way to the neighbour's baseline ink is a row's own; at that baseline it says so much less. */
const OWN_SHARE = 0.45;
const FOREIGN_DISCOUNT = 0.3;

/**
 * What ink says at each height of a band, 0…1: the less, the nearer it stands to a neighbouring row. A deep wave is still followed there, but
 * a row does not leap over to its neighbour's waves for their ink. Crowded rows are told apart by tracing them together.
 */
function ownership(band: RowBand): Float32Array {
  return Float32Array.from({ length: band.bottom - band.top }, (_, y) => {
    if (band.crowded) return 1;
    const offset = band.top + y + 0.5 - band.baselinePx;
    const share = Math.abs(offset) / (offset < 0 ? band.spaceAbovePx : band.spaceBelowPx);
    return 1 - FOREIGN_DISCOUNT * Math.min(1, Math.max(0, (share - OWN_SHARE) / (1 - OWN_SHARE)));
  });
}

/** Marks the ink under a trace as another row's, or takes the mark off again. */
export function hideTrace({ ink, hidden }: Sight, trace: RowTrace, hide: boolean): void {
  const reach = trace.strokePx * 0.5 + 2;
  for (let i = 0; i < trace.gap.length; i++) {
    if (trace.gap[i] === 1) continue;
    const a = trace.edgeY[i] as number;
    const b = trace.edgeY[i + 1] as number;
    const end = Math.min(ink.heightPx, Math.ceil(Math.max(a, b) + reach));
    for (let y = Math.max(0, Math.floor(Math.min(a, b) - reach)); y < end; y++) {
      const at = y * ink.widthPx + trace.firstColumn + i;
      hidden[at] = hide ? (hidden[at] as number) | FOREIGN : (hidden[at] as number) & ~FOREIGN;
    }
  }
}

/** Cost a column that grows with the square of the distance from the baseline and equals a stroke's whole evidence at the neighbour's baseline. */
function baselinePrior(band: RowBand, strokePx: number, gain: number): Float32Array {
  const states = band.bottom - band.top + 1;
  return Float32Array.from({ length: states }, (_, j) => {
    const offset = j + strokePx / 2 + band.top - band.baselinePx;
    return gain * (offset / (offset < 0 ? band.spaceAbovePx : band.spaceBelowPx)) ** 2;
  });
}

/**
 * Where the stroke begins and ends in each column: from a point inside it, ink is added up outwards until it stops, so that
 * the grey pixels of an edge count by their coverage.
 */
function strokeEdges(
  sight: Sight,
  left: number,
  edgeY: Float32Array,
  gap: Uint8Array,
): { upperY: Float32Array; lowerY: Float32Array } {
  const { ink, level, strokePx } = sight;
  const columns = gap.length;
  const upperY = new Float32Array(columns).fill(Number.NaN);
  const lowerY = new Float32Array(columns).fill(Number.NaN);
  const reach = Math.ceil(strokePx * 0.75 + 1.5);
  for (let x = 0; x < columns; x++) {
    if (gap[x] === 1) continue;
    // Neighbouring columns' edges count too: the path may take a steep flank one column early.
    let low = Infinity;
    let high = -Infinity;
    for (let e = Math.max(0, x - 1); e <= Math.min(columns, x + 2); e++) {
      low = Math.min(low, edgeY[e] as number);
      high = Math.max(high, edgeY[e] as number);
    }
    const own = ((edgeY[x] as number) + (edgeY[x + 1] as number)) / 2;
    const inside = nearestInk(ink, left + x, Math.floor(own), Math.floor(low - 1), Math.ceil(high + 1), level);
    if (inside < 0) continue;
    upperY[x] = inside - run(sight, left + x, inside - 1, Math.floor(low - reach), -1);
    lowerY[x] = inside + run(sight, left + x, inside, Math.ceil(high + reach), 1);
  }
  return { upperY, lowerY };
}

/** The inked row nearest to `from` within [low, high]; −1 without one. */
function nearestInk(ink: Plane, x: number, from: number, low: number, high: number, level: number): number {
  const most = Math.max(from - low, high - from);
  for (let d = 0; d <= most; d++) {
    for (const y of [from + d, from - d]) {
      if (y < low || y > high || y < 0 || y >= ink.heightPx) continue;
      if ((ink.values[y * ink.widthPx + x] as number) > 0.35 * level) return y;
    }
  }
  return -1;
}

const FAINT = 0.06;

/** Coverage summed from `from` towards `limit`; ends after the ink has faded, or begins to rise again. NaN when it goes on under what hides it. */
function run({ ink, level, hidden }: Sight, x: number, from: number, limit: number, step: 1 | -1): number {
  let sum = 0;
  let before = 1;
  for (let y = from; step > 0 ? y < limit : y >= limit; y += step) {
    if (y < 0 || y >= ink.heightPx) break;
    const at = y * ink.widthPx + x;
    const c = Math.min(1, (ink.values[at] as number) / level);
    if (c >= FAINT && hidden[at] !== 0) return Number.NaN;
    if (c < FAINT || (before < 0.4 && c > before + 0.1)) break;
    sum += c;
    before = c;
  }
  return sum;
}
