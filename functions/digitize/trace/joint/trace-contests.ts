import type { RowBand, RowTrace } from '../row-trace.ts';
import type { Sight } from '../sight.ts';
import { centreMap, inkedAround } from './centre-map.ts';
import type { Contest } from './contested.ts';
import { alike, type Beat, wholeBeats } from './joint-beats.ts';
import { jointPaths, pathsAlone } from './joint-paths.ts';
import { heightsOf, jointRow, stepPxOf } from './joint-row.ts';
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
  const claiming = new Set(contests.flatMap((contest) => contest.rows));
  const rows = bands.map((band, r) => ({ band, trace: traces[r] as RowTrace })).filter((_, r) => claiming.has(r));
  const { top, bottom } = heightsOf(
    sight,
    rows.map(({ band }) => band),
  );
  const inked = inkedAround(sight, traces);
  const beats = contests.map(({ from, to }): Beat => {
    const map = centreMap(sight, from, to, top, bottom, stepPxOf(pitch.y), inked);
    const joint = rows.map(({ band, trace }) => jointRow(map, band, trace, REACH_ROWS, pitch.x));
    return { map, rows: joint, found: jointPaths(map, joint, pathsAlone(map, joint)) };
  });
  alike(wholeBeats(beats));
  for (const { map, found } of beats) {
    rows.forEach(({ trace }, k) => {
      traceAlong(sight, trace, found.paths[k] as Int16Array, map);
    });
  }
}
