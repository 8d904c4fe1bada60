import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataSpan } from '../../../functions/digitize/marks/data-span.ts';
import { runsBeyond } from '../../../functions/digitize/marks/row-check.ts';

const rows = [
  { left: 160, right: 2160 },
  { left: 160, right: 2161 },
  { left: 900, right: 2160 },
  { left: 161, right: 2160 },
];

test('the traces begin and end where most rows do, whatever one row lost', () => {
  const span = dataSpan(rows, 2400, 8, 2);
  assert.ok(span.agreed);
  assert.ok(Math.abs(span.startPx - 160) < 2 && Math.abs(span.endPx - 2160) < 2);
});

test('a frame that runs on beyond both ends is no row, a broken trace is one', () => {
  const span = dataSpan(rows, 2400, 8, 2);
  assert.ok(runsBeyond({ left: 60, right: 2300 }, span, 8));
  assert.ok(!runsBeyond({ left: 900, right: 2160 }, span, 8));
});

test('ends that the edge of the picture cuts are not relied on', () => {
  assert.ok(!dataSpan([rows[0]!, { left: 160, right: 2160 }], 2162, 8, 2).agreed);
});

test('where names before some rows pass for their begin, half of the rows still agree on it', () => {
  const half = [...rows, { left: 101, right: 2160 }, { left: 118, right: 2160 }];
  const { agreed, beginAgreed, endAgreed } = dataSpan(half, 2400, 8, 2);
  assert.deepEqual([agreed, beginAgreed, endAgreed], [false, true, true]);
});

test('thick pens reach half their width beyond the first and the last sample', () => {
  const { startPx, endPx } = dataSpan(rows, 2400, 8, 5);
  assert.deepEqual([startPx, endPx], [162.5, 2158.5]);
});
