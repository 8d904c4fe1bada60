import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceJointly } from '../../functions/digitize/joint-trace.ts';
import { emptyPlane } from '../../functions/digitize/plane.ts';
import { traceRow } from '../../functions/digitize/row-trace.ts';

const PITCH = { x: 8, y: 8 };
const STROKE_PX = 3;
const WIDTH = 400;
const ROWS = [100, 180];

/** Heights of a row whose beats rise to `r` and then fall to `s` mm, narrow peaks around columns 100, 200 and 300. */
function heights(baseline: number, r: number, s: number): Float64Array {
  const peak = (x: number, at: number, mm: number) => 8 * mm * Math.max(0, 1 - Math.abs(x - at) / 7);
  return Float64Array.from({ length: 2 * WIDTH + 1 }, (_, k) => {
    const x = k / 2;
    return [100, 200, 300].reduce((y, beat) => y - peak(x, beat - 7, r) + peak(x, beat + 7, s), baseline);
  });
}

/** Draws lines with a round pen. */
function drawn(lines: readonly Float64Array[]) {
  const ink = emptyPlane(WIDTH, 280);
  const reach = STROKE_PX / 2;
  for (const line of lines) {
    for (let k = 0; k + 1 < line.length; k++) {
      const steps = Math.ceil(4 * Math.abs(line[k + 1]! - line[k]!)) + 1;
      for (let i = 0; i < steps; i++) {
        const cx = (k + i / steps) / 2;
        const cy = line[k]! + ((line[k + 1]! - line[k]!) * i) / steps;
        for (let y = Math.floor(cy - reach); y <= cy + reach; y++)
          for (let x = Math.floor(cx - reach); x <= cx + reach; x++)
            if (x >= 0 && x < WIDTH && Math.hypot(x + 0.5 - cx, y + 0.5 - cy) < reach) ink.values[y * WIDTH + x] = 255;
      }
    }
  }
  return ink;
}

/** Largest distance of a traced path from its line, but for what a column's slope leaves open. */
function furthest(edgeY: Float32Array, line: Float64Array): number {
  let most = 0;
  edgeY.forEach((y, e) => {
    const near = [e - 1.5, e - 1, e - 0.5, e, e + 0.5, e + 1, e + 1.5].map(
      (x) => line[Math.round(2 * x)] ?? line[2 * e]!,
    );
    most = Math.max(most, Math.min(...near) - y, y - Math.max(...near));
  });
  return most;
}

test('an S wave that runs into the next row and that row’s R wave each stay with their own row', () => {
  const lines = [heights(ROWS[0]!, 3, 9), heights(ROWS[1]!, 8, 2)];
  const ink = drawn(lines);
  const sight = { ink, level: 255, strokePx: STROKE_PX, hidden: new Uint8Array(ink.values.length) };
  const bands = ROWS.map((baselinePx) => ({
    top: Math.max(0, baselinePx - 80),
    bottom: Math.min(280, baselinePx + 80),
    left: 0,
    right: WIDTH,
    baselinePx,
    spaceAbovePx: 80,
    spaceBelowPx: 80,
    crowded: true,
  }));
  const traces = bands.map((band) => traceRow(sight, band));
  assert.equal(traceJointly(sight, bands, traces, PITCH), true);
  traces.forEach((trace, r) => {
    const off = furthest(trace.edgeY, lines[r]!);
    assert.ok(off < 8, `row ${r} is off by ${off} px`);
  });
});
