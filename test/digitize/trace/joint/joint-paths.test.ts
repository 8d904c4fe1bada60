import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CentreMap, OUTER } from '../../../../functions/digitize/trace/joint/centre-map.ts';
import { jointPaths, pathsAlone } from '../../../../functions/digitize/trace/joint/joint-paths.ts';

const [WIDTH, HEIGHT] = [60, 40];
const ROWS = [10, 24];
/** Columns in which the upper row's ink is missing. */
const MISSING = 30;

/** Two level rows, of which the upper one begins later. */
function lateRow(): CentreMap {
  const values = new Uint8Array(WIDTH * HEIGHT);
  ROWS.forEach((y, r) => {
    values.fill(OUTER, y * WIDTH + (r === 0 ? MISSING : 0), (y + 1) * WIDTH);
  });
  return { left: 0, top: 0, widthPx: WIDTH, height: HEIGHT, rowPx: 1, values };
}

function upperPath(absentColumns: number): Int16Array {
  const map = lateRow();
  const rows = ROWS.map((y, r) => ({
    startY: y,
    endY: y,
    from: 0,
    to: HEIGHT,
    costs: {
      slope: 0.1,
      turn: 4,
      away: new Float32Array(HEIGHT),
      expected: new Float32Array(WIDTH).fill(Number.NaN),
      offCost: 0,
      mostOff: 0,
      startOff: Number.POSITIVE_INFINITY,
      endOff: Number.POSITIVE_INFINITY,
      absent: new Uint8Array(WIDTH).fill(1, 0, r === 0 ? absentColumns : 0),
    },
  }));
  return jointPaths(map, rows, pathsAlone(map, rows)).paths[0] as Int16Array;
}

test('a row whose ink is known to be missing does not run on its neighbour meanwhile', () => {
  assert.ok(Math.max(...upperPath(MISSING)) < ROWS[0]! + 3);
  assert.ok(Math.max(...upperPath(0)) > ROWS[1]! - 3, 'without that it has nowhere else to run');
});
