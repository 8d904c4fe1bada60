import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineCorrector, type SeenLine } from '../../../../functions/digitize/trace/line-network/line-corrector.ts';
import { CHANNELS } from '../../../../functions/digitize/trace/line-network/line-view.ts';
import { BATCH, WINDOW, windowsOf } from '../../../../functions/digitize/trace/line-network/line-windows.ts';

/** A line whose first channel counts its nodes. */
function line(nodes: number, height = 10): SeenLine {
  const channels = new Float32Array(CHANNELS * nodes);
  for (let k = 0; k < nodes; k++) channels[k] = k + 1;
  return { line: { startX: 0, stepPx: 1, y: new Float32Array(nodes).fill(height) }, view: { nodes, channels } };
}

/** Moves each node by what its first channel says. */
const byFirstChannel = {
  correctLines: async (windows: Float32Array) => {
    assert.equal(windows.length, BATCH * CHANNELS * WINDOW);
    const moves = new Float32Array(BATCH * WINDOW);
    for (let i = 0; i < BATCH; i++)
      moves.set(windows.subarray(i * CHANNELS * WINDOW, i * CHANNELS * WINDOW + WINDOW), i * WINDOW);
    return moves;
  },
};

test('every node of every line is moved once, by its own move, and less towards the ends of the line', async () => {
  const lines = [line(1250), line(WINDOW), line(WINDOW + 1), line(5000), line(60)];
  await lineCorrector(byFirstChannel).correct(lines);
  for (const { line: own } of lines) {
    const last = own.y.length - 1;
    own.y.forEach((y, k) => {
      const share = Math.min(1, (k + 1) / 16, (last - k + 1) / 16);
      assert.ok(Math.abs(y - 10 - share * (k + 1)) < 1e-3, `node ${k}: ${y}`);
    });
  }
});

test('nodes inside a line are told of with 72 nodes on either side', () => {
  for (const { line: own, from, ownFrom, ownTo } of windowsOf([line(5000), line(1400)])) {
    const { nodes } = own.view;
    assert.ok(from === 0 || ownFrom - from === 72);
    assert.ok(ownTo === nodes || from + WINDOW - ownTo === 72);
  }
});

test('what was not traced stays so, and what is beside it hardly moves', async () => {
  const seen = line(100);
  seen.line.y[40] = Number.NaN;
  await lineCorrector(byFirstChannel).correct([seen]);
  const { y } = seen.line;
  assert.ok(Number.isNaN(y[40]));
  assert.equal(y[41], 10 + 42 / 16);
  assert.equal(y[32], 10 + 33 / 2);
  assert.equal(y[56], 10 + 57);
  assert.equal(y[24], 10 + 25);
});
