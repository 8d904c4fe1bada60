import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaningLines } from '../../../functions/digitize/marks/leaning-lines.ts';
import { eraseRules } from '../../../functions/digitize/marks/rules.ts';
import type { ColumnRun } from '../../../functions/digitize/maths/column-runs.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

test('runs that go on from row to row are one line, if they are long enough together', () => {
  const runs: ColumnRun[] = [
    [50, 0, 200],
    [51, 199, 420],
    [52, 422, 600],
    [80, 0, 150],
  ];
  assert.deepEqual(leaningLines(runs, 500), [runs.slice(0, 3)]);
  assert.deepEqual(leaningLines(runs, 700), []);
});

test('a line that wavers between two rows is one, what bends or has a hole is none', () => {
  const wavering = Array.from({ length: 8 }, (_, k): ColumnRun => [50 + (k % 2), 100 * k, 100 * (k + 1)]);
  assert.equal(leaningLines(wavering, 700).length, 1);
  const bent = Array.from({ length: 8 }, (_, k): ColumnRun => [50 + Math.abs(k - 4), 100 * k, 100 * (k + 1)]);
  assert.deepEqual(leaningLines(bent, 700), []);
  const broken = wavering.map(([row, from, to]): ColumnRun => [row, from, to - 20]);
  assert.deepEqual(leaningLines(broken, 700), []);
});

test('the leaning upper line of a frame is erased, the level parts of a trace stay', () => {
  const [width, height] = [1600, 300];
  const ink = emptyPlane(width, height);
  for (let x = 20; x < 1580; x++) {
    const row = 60 + Math.floor(x / 260);
    for (const y of [row, row + 1]) ink.values[y * width + x] = 255;
  }
  // Beats every 160 px, each with a wave that leaves the baseline.
  const traceY = (x: number) => 200 - Math.round(25 * Math.exp(-0.5 * (((x % 160) - 60) / 10) ** 2));
  for (let x = 20; x < 1580; x++) for (const y of [traceY(x), traceY(x) + 1]) ink.values[y * width + x] = 255;
  eraseRules(ink, 8, 8, 100);
  const left = ink.values.subarray(50 * width, 80 * width).filter((value) => value > 0).length;
  assert.ok(left < 0.02 * 2 * 1560, `${left} pixels of the frame`);
  for (let x = 30; x < 1570; x += 10) assert.equal(ink.values[traceY(x) * width + x], 255, `the trace at ${x}`);
});
