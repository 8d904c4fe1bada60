import { type CentreMap, centreMap } from './centre-map.ts';
import { contestedIntervals } from './contested.ts';
import { agree, type Beat, carryOver, wholeBeats } from './joint-beats.ts';
import { type JointRow, jointPaths, pathsAlone } from './joint-paths.ts';
import type { RowBand, RowTrace } from './row-trace.ts';
import type { Sight } from './sight.ts';

/** Costs in units of a pixel's evidence: a map row climbed, a change between climbing and falling. */
const SLOPE_COST = 0.1;
const TURN_COST = 4;
/** A column at the neighbour's baseline, growing with the distance. */
const AWAY_COST = 0.1;
/** Heights are searched in steps of half a millimetre: what is contested are flanks, and those are tall. */
const ROWS_PER_MM = 2;
/** Waves reach at most this many rows beyond their own. */
const REACH_ROWS = 2.6;
/** So far rows reach in a first search: allowed further at once, each takes what ink it can get to, and none gives it back. */
const FIRST_REACH_ROWS = 1.2;
/** A gap of a row's own trace that is as long is no wave that was lost, mm: the pen's ink is missing there. */
const LEAST_ABSENT_MM = 2.5;
/** How often rows are held against the others. */
const AGREEMENTS = 2;

/**
 * Traces rows that run into one another anew, together, wherever they touch or leave ink unexplained; `edgeY` of the traces is changed in
 * place. All traces have the same columns, the bands stand one below the other. True when anything was traced anew.
 */
export function traceJointly(
  sight: Sight,
  bands: readonly RowBand[],
  traces: readonly RowTrace[],
  pitch: { readonly x: number; readonly y: number },
): boolean {
  const top = Math.max(0, Math.min(...bands.map((band) => band.top)));
  const bottom = Math.min(sight.ink.heightPx, Math.max(...bands.map((band) => band.bottom)));
  const intervals = contestedIntervals(sight, traces, top, bottom, pitch.x);
  const rowPx = Math.max(1, Math.round(pitch.y / ROWS_PER_MM));
  const found = intervals.map(({ from, to }): Beat => {
    const map = centreMap(sight, from, to, top, bottom, rowPx);
    const within = (reachRows: number) =>
      bands.map((band, r) => jointRow(map, band, traces[r] as RowTrace, reachRows, LEAST_ABSENT_MM * pitch.x));
    const near = within(FIRST_REACH_ROWS);
    const rows = within(REACH_ROWS);
    return { map, rows, found: jointPaths(map, rows, jointPaths(map, near, pathsAlone(map, near)).paths) };
  });
  const beats = wholeBeats(found);
  carryOver(beats);
  const baselines = bands.map(({ baselinePx }) => (baselinePx - top) / rowPx);
  for (let i = 0; i < AGREEMENTS; i++) agree(beats, traces, baselines, intervals);
  for (const beat of found) {
    beat.found.paths.forEach((path, r) => {
      writePath(traces[r] as RowTrace, path, beat.map);
    });
  }
  return found.length > 0;
}

/** Lays a path into a trace, but for its ends, which it has from there. */
function writePath({ firstColumn, edgeY }: RowTrace, path: Int16Array, { left, top, rowPx }: CentreMap): void {
  for (let e = 1; e < path.length - 1; e++) edgeY[left - firstColumn + e] = ((path[e] as number) + 0.5) * rowPx + top;
}

function jointRow(map: CentreMap, band: RowBand, trace: RowTrace, reachRows: number, leastAbsentPx: number): JointRow {
  const at = (column: number) => {
    const y = Math.floor(((trace.edgeY[column - trace.firstColumn] as number) - map.top) / map.rowPx);
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
      absent: longGaps(trace, map, leastAbsentPx),
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
