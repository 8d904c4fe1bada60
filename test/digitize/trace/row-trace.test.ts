import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';
import { traceRow } from '../../../functions/digitize/trace/row-trace.ts';
import { ROW_BAND } from '../row-band.ts';

/** Columns of full ink: [x, first row, row after the last]. */
function traced(columns: readonly (readonly [number, number, number])[]) {
  const ink = emptyPlane(90, 90);
  for (const [x, from, to] of columns) for (let y = from; y < to; y++) ink.values[y * ink.widthPx + x] = 255;
  return traceRow({ ink, level: 255, strokePx: 1.4, hidden: new Uint8Array(ink.values.length) }, ROW_BAND);
}

const level = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => [from + k, 70, 71] as const);

test('the tip of a wave whose flanks share two columns is no gap', () => {
  const flanks = [
    [37, 60, 71],
    [38, 50, 61],
    [39, 40, 51],
    [40, 20, 41],
    [41, 20, 71],
  ] as const;
  const { gap, upperY, firstColumn } = traced([...level(4, 37), ...flanks, ...level(42, 84)]);
  assert.ok(gap.every((g) => g === 0));
  assert.ok(Math.abs((upperY[40 - firstColumn] ?? 0) - 20) < 1);
});

test('a trace that is blank for a column has a gap there', () => {
  const { gap, firstColumn } = traced([...level(4, 40), ...level(46, 84)]);
  assert.deepEqual(Array.from(gap.subarray(40 - firstColumn, 46 - firstColumn)), [1, 1, 1, 1, 1, 1]);
});
