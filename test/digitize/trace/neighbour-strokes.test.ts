import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaveNeighboursStrokes } from '../../../functions/digitize/trace/neighbour-strokes.ts';
import type { Stretch } from '../../../functions/digitize/trace/stretch.ts';
import { ROW_BAND } from '../row-band.ts';
import { traceOf } from './trace-of.ts';

const PX = 8;

const stretch = (column: number): Stretch => ({ row: 0, column, rhythm: false, fromX: 0, toX: 1, band: ROW_BAND });
const level = (columns: number, y = 70) => Array.from({ length: columns }, () => y);

/** Columns that two blocks beside one another keep, of 20 each. */
function kept(before: readonly number[], behind: readonly number[]): number[] {
  const traces = [traceOf(0, before), traceOf(20, behind)];
  leaveNeighboursStrokes([stretch(0), stretch(1)], traces, PX, PX);
  return traces.map(({ gap }) => gap.filter((g) => g === 0).length);
}

test('a lead does not begin with the S wave in which the one before ends', () => {
  assert.deepEqual(kept([...level(18), 100, 130, 160], [180, 110, 71, ...level(18)]), [20, 18]);
});

test('a lead does not end with the R wave in which the next one begins', () => {
  assert.deepEqual(kept([...level(19), 40, 15], [10, 20, 40, 60, ...level(17)]), [18, 20]);
});

test('a lead that has such waves elsewhere may begin amid one', () => {
  const beat = [...level(6), 100, 140, 178, 140, 100, ...level(8)];
  assert.deepEqual(kept([...level(18), 100, 130, 160], [180, 110, 71, ...beat.slice(1)]), [20, 20]);
});

test('a wave that takes its time is the lead’s own, and so is one that begins where the neighbour does not end', () => {
  const slow = Array.from({ length: 10 }, (_, k) => 160 - 9 * k);
  assert.deepEqual(kept([...level(19), 71, 160], [...slow, ...level(11)]), [19, 20]);
  assert.deepEqual(kept(level(21), [180, 110, 71, ...level(18)]), [20, 20]);
});
