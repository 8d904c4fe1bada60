import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnTimeReasons, inRecordedTime } from '../../../functions/digitize/leads/column-times.ts';
import type { BlockSignal } from '../../../functions/digitize/leads/lead-cut.ts';

const RATE_HZ = 500;
const PX_PER_S = 200;
const BEATS = [0.31, 1.18, 2.21, 3.02, 4.07, 4.88, 5.93, 6.7, 7.79, 8.58, 9.61];
const signal = Float32Array.from({ length: 10 * RATE_HZ }, (_, i) =>
  BEATS.reduce((sum, at) => sum + Math.exp(-0.5 * ((i / RATE_HZ - at) / 0.015) ** 2), 0),
);

/** A block that stands at `onPaperS` and shows what was recorded from `fromS` on, for `shownS`; blank to its end. */
function block(column: number, rhythm: boolean, onPaperS: number, fromS: number, shownS: number, lengthS: number) {
  const mv = new Float32Array(Math.round(lengthS * RATE_HZ)).fill(Number.NaN);
  mv.set(signal.subarray(fromS * RATE_HZ, (fromS + shownS) * RATE_HZ));
  const line = { startX: onPaperS * PX_PER_S, stepPx: PX_PER_S / RATE_HZ, y: mv.slice() };
  return { startS: onPaperS, mv, rhythm, reading: { column, line } } as unknown as BlockSignal;
}

test('gaps between columns are taken off, and the person is told', () => {
  const columns = [0, 1, 2, 3].map((k) => block(k, false, 2.65 * k, 2.5 * k, 2.5, 2.65));
  const done = inRecordedTime([...columns, block(0, true, 0, 0, 10, 10)]);
  assert.deepEqual(
    done.map(({ startS, mv }) => [startS, mv.length / RATE_HZ]),
    [
      [0, 2.5],
      [2.5, 2.5],
      [5, 2.5],
      [7.5, 2.5],
      [0, 10],
    ],
  );
  assert.deepEqual(columnTimeReasons(done.slice(0, 4), PX_PER_S), ['Gaps between columns are not counted as time.']);
});

test('columns in the time of the strip stay as they are', () => {
  const blocks = [
    ...[0, 1, 2, 3].map((k) => block(k, false, 2.5 * k, 2.5 * k, 2.5, 2.5)),
    block(0, true, 0, 0, 10, 10),
  ];
  assert.deepEqual(inRecordedTime(blocks), blocks);
  assert.deepEqual(columnTimeReasons(blocks.slice(0, 4), PX_PER_S), []);
});
