import { hideTrace, type RowBand, type RowTrace } from '../row-trace.ts';
import type { Sight } from '../sight.ts';
import { traceWithin } from '../stretch.ts';
import { type CentreMap, centreMap, INNER, inkedAround, NO_CENTRE } from './centre-map.ts';
import { contestedIntervals } from './contested.ts';
import { endsOf, layInOrder } from './counted-lines.ts';
import { agree, type Beat, carryOver, wholeBeats } from './joint-beats.ts';
import { jointPaths, pathsAlone, pathsMeet } from './joint-paths.ts';
import { heightsOf, jointRow, stepPxOf } from './joint-row.ts';
import { traceAlong } from './trace-along.ts';

/** Waves reach at most this many rows beyond their own. */
const REACH_ROWS = 2.6;
/** So far rows reach in a first search: allowed further at once, each takes what ink it can get to, and none gives it back. */
const FIRST_REACH_ROWS = 1.2;
/** A trace is level where it rises or falls by no more from one column to the next, map rows. */
const LEVEL_ROWS = 1;
/** How often rows are held against the others. */
const AGREEMENTS = 2;

/**
 * Traces rows that run into one another anew, together, wherever they touch or leave ink unexplained; `edgeY` and `gap` of the traces are changed
 * in place. All traces have the same columns, the bands stand one below the other. True when anything was traced anew.
 */
export function traceJointly(
  sight: Sight,
  bands: readonly RowBand[],
  traces: readonly RowTrace[],
  pitch: { readonly x: number; readonly y: number },
): boolean {
  const { top, bottom } = heightsOf(sight, bands);
  const known = layInOrder(sight, traces, { top, bottom }, pitch.x);
  const intervals = contestedIntervals(sight, traces, top, bottom, pitch.x, known);
  if (intervals.length === 0) return false;
  const rowPx = stepPxOf(pitch.y);
  const inked = inkedAround(sight, traces);
  const ended = bands.map((band, r) => ({ ...band, ends: endsOf(known.told, r) }));
  const found = intervals.map(({ from, to }): Beat => {
    const map = centreMap(sight, from, to, top, bottom, rowPx, inked);
    for (const trace of traces) openAlong(map, trace);
    const within = (reachRows: number) =>
      ended.map((band, r) => jointRow(map, band, traces[r] as RowTrace, reachRows, pitch.x));
    const near = within(FIRST_REACH_ROWS);
    const rows = within(REACH_ROWS);
    return { map, rows, found: jointPaths(map, rows, jointPaths(map, near, pathsAlone(map, near)).paths) };
  });
  const beats = wholeBeats(found);
  carryOver(beats);
  const baselines = bands.map(({ baselinePx }) => (baselinePx - top) / rowPx);
  for (let i = 0; i < AGREEMENTS; i++) agree(beats, traces, baselines, intervals);
  for (const { map, found: joint } of found) {
    joint.paths.forEach((path, r) => {
      writePath(traces[r] as RowTrace, path, map);
    });
    followAlone(sight, traces, joint.paths, map);
  }
  return true;
}

/**
 * Lets centres lie where a row was traced by itself and is level: writing that stands over a trace, or blur, leaves less of its ink than a pen does, and rows would
 * leave theirs for that of the next ones. Flanks that lead astray are steep.
 */
function openAlong(
  { left, top, widthPx, height, rowPx, values }: CentreMap,
  { firstColumn, edgeY, gap }: RowTrace,
): void {
  const rowAt = (e: number) => Math.floor(((edgeY[left - firstColumn + e] as number) - top) / rowPx);
  for (let x = 0; x < widthPx; x++) {
    if (gap[left - firstColumn + x] === 1) continue;
    const [a, b] = [rowAt(x), rowAt(x + 1)];
    if (Math.abs(a - b) > LEVEL_ROWS) continue;
    for (let y = Math.max(0, Math.min(a, b)); y <= Math.min(height - 1, Math.max(a, b)); y++)
      if (values[y * widthPx + x] === NO_CENTRE) values[y * widthPx + x] = INNER;
  }
}

/** Follows the ink along the paths that meet no other row's, past what the others run in: where rows meet, the ink around a path is as much another row's. */
function followAlone(sight: Sight, traces: readonly RowTrace[], paths: readonly Int16Array[], map: CentreMap): void {
  const { left, widthPx } = map;
  const laid = traces.map((trace) => {
    const part = traceWithin(trace, left, left + widthPx) as RowTrace;
    return { ...part, edgeY: part.edgeY.slice(), gap: part.gap.slice() };
  });
  paths.forEach((path, r) => {
    if (paths.some((other, k) => k !== r && pathsMeet(path, other))) return;
    const others = laid.filter((_, k) => k !== r);
    for (const other of others) hideTrace(sight, other, true);
    traceAlong(sight, traces[r] as RowTrace, path, map);
    for (const other of others) hideTrace(sight, other, false);
  });
}

/** Lays a path into a trace, but for its ends, which it has from there unless they are the trace's own and moved by more than a step. */
function writePath({ firstColumn, edgeY }: RowTrace, path: Int16Array, { left, top, rowPx }: CentreMap): void {
  const isOff = (e: number) =>
    Math.abs(((path[e] as number) + 0.5) * rowPx + top - (edgeY[left - firstColumn + e] as number)) > rowPx;
  const from = isOff(0) ? 0 : 1;
  const to = isOff(path.length - 1) ? path.length : path.length - 1;
  for (let e = from; e < to; e++) edgeY[left - firstColumn + e] = ((path[e] as number) + 0.5) * rowPx + top;
}
