import { centreMap } from './centre-map.ts';
import type { Contest } from './contested.ts';
import { alike, type Beat, wholeBeats } from './joint-beats.ts';
import { jointPaths, pathsAlone } from './joint-paths.ts';
import { jointRow, stepPxOf } from './joint-row.ts';
import type { RowBand, RowTrace } from './row-trace.ts';
import type { Sight } from './sight.ts';
import { traceAlong } from './trace-along.ts';

/** Waves of rows that stand apart end shortly beyond the next row. */
const REACH_ROWS = 1.2;

/**
 * Traces rows anew, together, in the contests for ink that their waves lead to; `edgeY` and `gap` of the traces are changed in place. All
 * traces have the same columns, the bands stand one below the other.
 */
export function traceContests(
  sight: Sight,
  bands: readonly RowBand[],
  traces: readonly RowTrace[],
  contests: readonly Contest[],
  pitch: { readonly x: number; readonly y: number },
): void {
  // The same rows everywhere, so that beats can be held against one another.
  const rows = [...new Set(contests.flatMap((contest) => contest.rows))].sort((a, b) => a - b);
  const bandsOfRows = rows.map((r) => bands[r] as RowBand);
  const top = Math.max(0, Math.min(...bandsOfRows.map((band) => band.top)));
  const bottom = Math.min(sight.ink.heightPx, Math.max(...bandsOfRows.map((band) => band.bottom)));
  const beats = contests.map(({ from, to }): Beat => {
    const map = centreMap(sight, from, to, top, bottom, stepPxOf(pitch.y));
    const joint = rows.map((r) => jointRow(map, bands[r] as RowBand, traces[r] as RowTrace, REACH_ROWS, pitch.x));
    return { map, rows: joint, found: jointPaths(map, joint, pathsAlone(map, joint)) };
  });
  alike(wholeBeats(beats));
  for (const { map, found } of beats) {
    rows.forEach((r, k) => {
      traceAlong(sight, traces[r] as RowTrace, found.paths[k] as Int16Array, map);
    });
  }
}
