import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaveSharedEnds } from '../../../functions/digitize/trace/shared-ends.ts';
import type { Stretch } from '../../../functions/digitize/trace/stretch.ts';
import { ROW_BAND } from '../row-band.ts';
import { traceOf } from './trace-of.ts';

const PX = 8;
const BASELINES = [100, 200] as const;

/** The gaps of an upper and a lower row, 20 columns each, whose first heights are these and which then keep their baselines; read from the end where `isEnd`. */
function gapsOf(firstHeights: readonly (readonly number[])[], column = 0, isEnd = false): string[] {
  const stretches = BASELINES.map(
    (baselinePx, row): Stretch => ({
      row,
      column: row * column,
      rhythm: false,
      fromX: 0,
      toX: 20,
      band: { ...ROW_BAND, baselinePx },
    }),
  );
  const traces = firstHeights.map((first, row) => {
    const edges = Array.from({ length: 21 }, (_, i) => first[i] ?? (BASELINES[row] as number));
    return traceOf(0, isEnd ? edges.reverse() : edges);
  });
  leaveSharedEnds(stretches, traces, PX);
  return traces.map(({ gap }) => (isEnd ? [...gap].reverse() : [...gap]).join('').replace(/0+$/, ''));
}

const falling = [105, 150, 178];
const hurrying = [120, 160, 200];

test('a lead does not begin or end in the stroke of the row above', () => {
  assert.deepEqual(gapsOf([falling, hurrying]), ['', '11']);
  assert.deepEqual(gapsOf([falling, hurrying], 0, true), ['', '11']);
});

test('a wave that reaches the other row’s height beside its stroke is the lead’s own', () => {
  assert.deepEqual(gapsOf([[100, 100], hurrying]), ['', '']);
});

test('leads that run together for longer cross, and rows of other columns do not matter', () => {
  const long = Array.from({ length: 12 }, (_, i) => 105 + 3 * i);
  assert.deepEqual(gapsOf([long, long]), ['', '']);
  assert.deepEqual(gapsOf([falling, hurrying], 1), ['', '']);
});
