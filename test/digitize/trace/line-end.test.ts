import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelInk, lineEnd, penAtEnd } from '../../../functions/digitize/trace/line-end.ts';
import { traceRow } from '../../../functions/digitize/trace/row-trace.ts';
import { drawnLine } from '../drawn-line.ts';
import { ROW_BAND } from '../row-band.ts';

const PITCH_PX = 8;

/** Where a line drawn from `fromX` to `toX` is seen to begin and to end, by itself or with other ink. */
function seen(fromX: number, toX: number, strokePx: number, change = (_values: Uint8Array) => {}) {
  const ink = drawnLine(
    [
      [fromX, 45.3],
      [toX, 45.3],
    ],
    strokePx,
    90,
    90,
  );
  change(ink.values);
  const sight = { ink, level: 255, strokePx, hidden: new Uint8Array(ink.values.length) };
  const trace = traceRow(sight, { ...ROW_BAND, baselinePx: 45, left: Math.floor(fromX), right: Math.ceil(toX) });
  return ([1, -1] as const).map((inwards) => {
    const end = lineEnd(sight, trace, inwards, PITCH_PX);
    return end === null ? null : penAtEnd(end, levelInk([end], strokePx));
  });
}

test('a pen is seen where it was set down and lifted, to a tenth of a pixel', () => {
  for (const fraction of [0, 0.2, 0.45, 0.7, 0.9])
    for (const strokePx of [2, 3.3]) {
      const [begin, end] = seen(20 + fraction, 70 - fraction / 2, strokePx);
      assert.ok(Math.abs((begin ?? 0) - 20 - fraction) < 0.1, `begin ${begin} for ${20 + fraction}`);
      assert.ok(Math.abs((end ?? 0) - 70 + fraction / 2) < 0.1, `end ${end} for ${70 - fraction / 2}`);
    }
});

test('an end that something else is joined to is not measured', () => {
  const [begin, end] = seen(20, 70, 2, (values) => values.fill(255, 45 * 90 + 8, 45 * 90 + 18));
  assert.equal(begin, null);
  assert.ok(end !== null);
});

test('an end beside the picture’s edge is not measured', () => {
  assert.deepEqual(seen(6, 70, 2)[0], null);
});
