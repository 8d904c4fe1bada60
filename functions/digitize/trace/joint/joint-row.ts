import type { RowBand, RowTrace } from '../row-trace.ts';
import type { Sight } from '../sight.ts';
import type { CentreMap } from './centre-map.ts';
import type { JointRow } from './joint-paths.ts';

/** Costs in units of a pixel's evidence: a map row climbed, a change between climbing and falling. */
const SLOPE_COST = 0.1;
const TURN_COST = 4;
/** A column at the neighbour's baseline, growing with the distance. */
const AWAY_COST = 0.1;
/** A map row by which a row begins or ends off its trace's own end, which may have been led astray. */
const END_OFF_COST = 0.3;
/** Heights are searched in steps of half a millimetre: what is contested are flanks, and those are tall. */
const ROWS_PER_MM = 2;
/** A gap of a row's own trace that is as long is no wave that was lost, mm: the pen's ink is missing there. */
const LEAST_ABSENT_MM = 2.5;
/** A trace whose first or last height lies further off its level, which is the baseline's where no other is known, as a share of the way to the next one, was led astray there. */
const MOST_AWAY = 0.4;

/** Pixels that a step of height takes in the maps of rows that are traced together. */
export const stepPxOf = (pitchY: number) => Math.max(1, Math.round(pitchY / ROWS_PER_MM));

/** Heights of a map that holds the bands of all these rows. */
export function heightsOf(
  { ink }: Sight,
  bands: readonly RowBand[],
): { readonly top: number; readonly bottom: number } {
  return {
    top: Math.max(0, Math.min(...bands.map((band) => band.top))),
    bottom: Math.min(ink.heightPx, Math.max(...bands.map((band) => band.bottom))),
  };
}

/** A band of which may be known at which heights its row begins and ends, frame px. */
export interface EndedBand extends RowBand {
  readonly ends?: { readonly first?: number; readonly last?: number };
}

/** A row's part in the search of a map: it begins and ends where its trace runs beside it, and reaches at most `reachRows` rows beyond its own. */
export function jointRow(
  map: CentreMap,
  band: EndedBand,
  trace: RowTrace,
  reachRows: number,
  pitchX: number,
): JointRow {
  const first = trace.firstColumn;
  const last = first + trace.gap.length;
  const at = (column: number) => {
    const own = trace.edgeY[column - first] as number;
    const level = (column === last ? band.ends?.last : band.ends?.first) ?? band.baselinePx;
    const away = (own - level) / (own < level ? -band.spaceAbovePx : band.spaceBelowPx);
    const atEnd = column === first || column === last;
    const y = Math.floor(((atEnd && away > MOST_AWAY ? level : own) - map.top) / map.rowPx);
    return Math.min(map.height - 1, Math.max(0, y));
  };
  const baseline = (band.baselinePx - map.top) / map.rowPx;
  const [above, below] = [band.spaceAbovePx / map.rowPx, band.spaceBelowPx / map.rowPx];
  const from = Math.max(0, Math.round(baseline - reachRows * above));
  const to = Math.min(map.height, Math.round(baseline + reachRows * below));
  const away = Float32Array.from({ length: map.height }, (_, y) => {
    const offset = y - baseline;
    return (AWAY_COST * Math.abs(offset)) / (offset < 0 ? above : below);
  });
  return {
    startY: at(map.left),
    endY: at(map.left + map.widthPx),
    from,
    to,
    costs: {
      slope: SLOPE_COST,
      turn: TURN_COST,
      away,
      expected: new Float32Array(map.widthPx).fill(Number.NaN),
      offCost: 0,
      mostOff: 0,
      startOff: map.left === first ? END_OFF_COST : Number.POSITIVE_INFINITY,
      endOff: map.left + map.widthPx === last ? END_OFF_COST : Number.POSITIVE_INFINITY,
      absent: longGaps(trace, map, LEAST_ABSENT_MM * pitchX),
    },
  };
}

/** 1 in the map's columns that lie in long gaps of a trace. */
function longGaps({ firstColumn, gap }: RowTrace, { left, widthPx }: CentreMap, leastPx: number): Uint8Array {
  const absent = new Uint8Array(widthPx);
  let from = 0;
  for (let i = 0; i <= gap.length; i++) {
    if (gap[i] === 1) continue;
    const start = firstColumn + from - left;
    if (i - from >= leastPx) absent.fill(1, Math.max(0, start), Math.max(0, start + i - from));
    from = i + 1;
  }
  return absent;
}
