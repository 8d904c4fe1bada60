import type { RowTrace } from '../row-trace.ts';
import { carriedPath, columnsLater } from './beat-carry.ts';
import type { CentreMap } from './centre-map.ts';
import type { Interval } from './contested.ts';
import { ofFewSources } from './few-sources.ts';
import { type JointPaths, type JointRow, jointPaths } from './joint-paths.ts';

/** An interval in which rows run into one another, and the best that was found for it so far. */
export interface Beat {
  readonly map: CentreMap;
  readonly rows: readonly JointRow[];
  found: JointPaths;
}

/** Intervals narrower than this share of the widest are no beats. */
const BEAT_SHARE = 0.5;

/** The intervals that hold whole beats. */
export function wholeBeats(all: readonly Beat[]): Beat[] {
  const widest = Math.max(...all.map(({ map }) => map.widthPx));
  return all.filter(({ map }) => map.widthPx >= BEAT_SHARE * widest);
}

/** A search from what another beat or the other rows say is near its end: more rounds change little. */
const FURTHER_ROUNDS = 1;

/** Beats of a page are alike: what was found in one is tried in the next, and kept where the ink there bears it out better. */
export function carryOver(beats: readonly Beat[]): void {
  let last: Beat | undefined;
  for (const beat of beats) {
    if (last !== undefined) {
      const { map, rows } = beat;
      const shift = -columnsLater(last.map, map);
      const { paths } = last.found;
      const given = rows.map(({ startY, endY }, r) =>
        carriedPath(paths[r] as Int16Array, shift, map.widthPx + 1, startY, endY, map.height),
      );
      const found = jointPaths(map, rows, given, FURTHER_ROUNDS);
      if (found.score > beat.found.score) beat.found = found;
    }
    last = beat;
  }
}

/** Fewer beats tell nothing of one among them. */
const LEAST_BEATS = 3;

/** Searches each beat again from the median of all others, from which departures cost: beats of a page are alike. */
export function alike(beats: readonly Beat[]): void {
  if (beats.length <= LEAST_BEATS) return;
  const known = beats.map(({ found }) => found.paths);
  beats.forEach((beat, own) => {
    const { map, rows } = beat;
    const carried = beats.flatMap((other, i) => {
      if (i === own) return [];
      const shift = -columnsLater(other.map, map);
      return [
        rows.map(({ startY, endY }, r) =>
          carriedPath(known[i]?.[r] as Int16Array, shift, map.widthPx + 1, startY, endY, map.height),
        ),
      ];
    });
    expect(
      beat,
      rows.map((_, r) =>
        Float32Array.from({ length: map.widthPx + 1 }, (_, e) => {
          const sorted = carried.map((paths) => paths[r]?.[e] as number).sort((a, b) => a - b);
          return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
        }),
      ),
    );
  });
}

/** Fewer rows say nothing of one of them. */
const LEAST_ROWS = 8;
/** Map rows by which heights depart from such a sum without being wrong. */
const USUAL_ERROR = 1.7;
/** What a map row off the expected height costs a column, and the most, in pixels' evidence. */
const OFF_COST = 0.35;
const MOST_OFF = 6;
/** Every so many columns between the intervals tell how rows depend on one another. */
const CALM_STEP = 4;

/**
 * Ink alone often explains itself as well by one row as by its neighbour. Leads of one heart are nearly sums of three sources, though: where a row departs
 * from what the others say of it, the search begins anew at what is expected, and departures cost. `baselines` are map rows.
 */
export function agree(
  beats: readonly Beat[],
  traces: readonly RowTrace[],
  baselines: readonly number[],
  intervals: readonly Interval[],
): void {
  const [one] = beats;
  if (one === undefined || baselines.length < LEAST_ROWS) return;
  const heights = baselines.map((baseline, r) =>
    Float32Array.from([
      ...beats.flatMap(({ found }) => Array.from(found.paths[r] as Int16Array, (y) => y - baseline)),
      ...calmHeights(traces[r] as RowTrace, intervals, one.map).map((y) => y - baseline),
    ]),
  );
  const sums = ofFewSources(heights, USUAL_ERROR);
  let first = 0;
  for (const beat of beats) {
    const edges = beat.map.widthPx + 1;
    const from = first;
    expect(
      beat,
      sums.map((sum, r) => sum.slice(from, from + edges).map((y) => y + (baselines[r] as number))),
    );
    first += edges;
  }
}

/** Searches a beat again from the heights expected at its column edges; what was known stays where that is better. */
function expect(beat: Beat, expected: readonly Float32Array[]): void {
  const { map, rows } = beat;
  const wiser = rows.map((row, r) => ({
    ...row,
    costs: { ...row.costs, expected: (expected[r] as Float32Array).subarray(1), offCost: OFF_COST, mostOff: MOST_OFF },
  }));
  const given = rows.map(({ startY, endY }, r) => {
    const path = Int16Array.from(expected[r] as Float32Array, (y) =>
      Math.min(map.height - 1, Math.max(0, Math.round(y))),
    );
    path[0] = startY;
    path[map.widthPx] = endY;
    return path;
  });
  const known = jointPaths(map, wiser, beat.found.paths, 0);
  const anew = jointPaths(map, wiser, given, FURTHER_ROUNDS);
  beat.found = anew.score > known.score ? anew : known;
}

function calmHeights(
  { firstColumn, edgeY }: RowTrace,
  intervals: readonly Interval[],
  { top, rowPx }: CentreMap,
): number[] {
  const heights: number[] = [];
  for (let e = 0; e < edgeY.length; e += CALM_STEP) {
    const x = firstColumn + e;
    if (intervals.some(({ from, to }) => x >= from && x <= to)) continue;
    heights.push(((edgeY[e] as number) - top) / rowPx);
  }
  return heights;
}
