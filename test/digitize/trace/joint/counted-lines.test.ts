import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endsOf, layInOrder } from '../../../../functions/digitize/trace/joint/counted-lines.ts';
import { traceJointly } from '../../../../functions/digitize/trace/joint/joint-trace.ts';
import { type RowTrace, traceRow } from '../../../../functions/digitize/trace/row-trace.ts';
import { bandsOf, PITCH, sightOf } from '../../drawn-rows.ts';

const ROWS = [60, 140, 220, 300];
const HEIGHT = 380;

/** Four level rows with a beat at column 200; the third and the fourth begin `raisedPx` above their level and come down behind the beat. */
function rows(raisedPx: number): Float64Array[] {
  return ROWS.map((baseline, r) =>
    Float64Array.from({ length: 801 }, (_, k) => {
      const x = k / 2;
      const beat = 70 * Math.max(0, 1 - Math.abs(x - 200) / 6);
      return baseline - beat - (r >= 2 && x < 206 ? raisedPx * Math.min(1, (206 - x) / 6) : 0);
    }),
  );
}

/** Each row as it would run by itself. */
function seen(lines: readonly Float64Array[]) {
  const sight = sightOf(lines, HEIGHT);
  const bands = bandsOf(ROWS, 80, HEIGHT, true);
  return { sight, bands, traces: bands.map((band) => traceRow(sight, band)) };
}

const offAt = (trace: RowTrace, line: Float64Array, column: number) =>
  Math.abs(trace.edgeY[column]! - line[2 * column]!);

test('rows that begin nearer to the next row’s level are told by their order, and traced anew up to the beat', () => {
  const lines = rows(52);
  const { sight, bands, traces } = seen(lines);
  assert.ok(offAt(traces[2]!, lines[2]!, 100) > 20, 'the third row runs along the fourth’s line by itself');
  traceJointly(sight, bands, traces, PITCH);
  traces.forEach((trace, r) => {
    for (const column of [20, 100, 180, 230, 380])
      assert.ok(offAt(trace, lines[r]!, column) < 2, `row ${r} is off at ${column}`);
  });
});

test('rows that run along their own lines stay where they are', () => {
  const lines = rows(0);
  const { sight, traces } = seen(lines);
  const before = traces.map(({ edgeY }) => edgeY.slice());
  const { told, moved, disputed } = layInOrder(sight, traces, { top: 0, bottom: HEIGHT }, PITCH.x);
  assert.ok(told.length >= 2 && told.every(({ to, from }) => to - from > 100));
  assert.deepEqual([moved, disputed], [[], []]);
  traces.forEach(({ edgeY }, r) => {
    assert.deepEqual(edgeY, before[r]);
    const { first, last } = endsOf(told, r);
    assert.ok(Math.abs(first! - ROWS[r]!) < 1 && Math.abs(last! - ROWS[r]!) < 1);
  });
});

test('pale lines are counted, and a further one makes the count tell nothing', () => {
  const pale = seen(rows(52));
  for (let at = 0; at < 100 * 400; at++) pale.sight.ink.values[at] = 0.33 * pale.sight.ink.values[at]!;
  assert.ok(layInOrder(pale.sight, pale.traces, { top: 0, bottom: HEIGHT }, PITCH.x).moved.length > 0);
  const ruled = seen([...rows(52), new Float64Array(801).fill(350)]);
  assert.deepEqual(layInOrder(ruled.sight, ruled.traces, { top: 0, bottom: HEIGHT }, PITCH.x).told, []);
});

test('lines of which half are no row’s own trace are not taken for rows', () => {
  const { sight, traces } = seen(rows(0));
  const shifted = traces.map((trace, r) => (r < 3 ? { ...trace, edgeY: trace.edgeY.map((y) => y + 30) } : trace));
  assert.deepEqual(layInOrder(sight, shifted, { top: 0, bottom: HEIGHT }, PITCH.x).told, []);
});

test('a stretch too long to be traced together keeps its trace', () => {
  const { sight, traces } = seen(rows(52));
  const before = traces.map(({ edgeY }) => edgeY.slice());
  // A fifth line beyond the first columns leaves nothing told there.
  for (let x = 40; x < 400; x++) for (let y = 350; y < 353; y++) sight.ink.values[y * 400 + x] = 255;
  const { moved, disputed } = layInOrder(sight, traces, { top: 0, bottom: HEIGHT }, PITCH.x);
  assert.ok(moved.length > 0);
  assert.ok(disputed.every(({ from, to }) => to - from < 240));
  traces.forEach(({ edgeY }, r) => {
    for (const column of [230, 380]) assert.equal(edgeY[column], before[r]![column]);
  });
});
