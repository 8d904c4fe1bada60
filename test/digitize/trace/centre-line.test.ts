import assert from 'node:assert/strict';
import { test } from 'node:test';
import { centreLine } from '../../../functions/digitize/trace/centre-line.ts';
import { dropClipped } from '../../../functions/digitize/trace/clipped.ts';
import { traceRow } from '../../../functions/digitize/trace/row-trace.ts';
import { drawnLine } from '../drawn-line.ts';
import { ROW_BAND } from '../row-band.ts';

const STROKE_PX = 1.6;
const STEP_PX = 0.4;
const START_X = 4;

/** Heights of a level line with a spike of `width` nodes at node 100. */
const spike = (width: number) =>
  Float32Array.from({ length: 200 }, (_, k) => 70.3 - 55 * Math.max(0, 1 - Math.abs(k - 100) / width));

function traced(heights: Float32Array, hide?: (x: number, y: number) => boolean, cutoff = 0.5) {
  const points = Array.from(heights, (y, k) => [START_X + k * STEP_PX, y] as const);
  const ink = drawnLine(points, STROKE_PX, 90, 90);
  const hidden = new Uint8Array(ink.values.length);
  if (hide !== undefined) {
    for (let i = 0; i < hidden.length; i++) {
      if (!hide(i % 90, Math.floor(i / 90))) continue;
      hidden[i] = 1;
      ink.values[i] = 255;
    }
  }
  const sight = { ink, level: 255, strokePx: STROKE_PX, hidden };
  const trace = traceRow(sight, ROW_BAND);
  const { believed } = centreLine(trace, sight, START_X, STEP_PX, heights.length, cutoff);
  dropClipped(believed, trace, 90, 40);
  return believed.y;
}

test('a spike of six nodes keeps its height and its flanks their time', () => {
  const heights = spike(6);
  const y = traced(heights);
  assert.ok(Math.abs(Math.min(...y) - 15.3) < 1.2, `tip at ${Math.min(...y)}`);
  const error = Math.sqrt(y.reduce((sum, v, k) => sum + (v - heights[k]!) ** 2, 0) / y.length);
  assert.ok(error < 1, `error ${error} px`);
});

test('the line runs to both ends of its block', () => {
  const heights = Float32Array.from({ length: 200 }, (_, k) => 40 + 12 * Math.sin(k / 9));
  const y = traced(heights);
  for (const k of [0, 1, 198, 199])
    assert.ok(Math.abs(y[k]! - heights[k]!) < 1, `node ${k}: ${y[k]} for ${heights[k]}`);
});

test('a bar beside the trace is not followed', () => {
  const heights = spike(20);
  const y = traced(heights, (x, row) => x >= 40 && x < 43 && row >= 30 && row < 85);
  const error = Math.max(...y.map((v, k) => Math.abs(v - heights[k]!)));
  assert.ok(error < 3, `furthest ${error} px`);
});

test('a peak that the edge of the picture cuts off is missing, not flattened', () => {
  const heights = Float32Array.from({ length: 200 }, (_, k) => 70.3 - 100 * Math.max(0, 1 - Math.abs(k - 100) / 20));
  const y = traced(heights);
  y.forEach((v, k) => {
    if (heights[k]! < -1) assert.ok(Number.isNaN(v), `node ${k} is read as ${v}`);
    if (heights[k]! > 8) assert.ok(Math.abs(v - heights[k]!) < 6, `node ${k}: ${v} for ${heights[k]}`);
  });
});

test('a peak that ends below the edge of the picture is kept whole', () => {
  assert.ok(traced(spike(20)).every(Number.isFinite));
});

test('what is not to be believed is left out, and a wave below the cut-off keeps its height', () => {
  const wave = (k: number) => 40 + 15 * Math.sin(k / 12);
  const ragged = Float32Array.from({ length: 200 }, (_, k) => wave(k) + 2 * (k % 4 < 2 ? 1 : -1));
  const error = (y: Float32Array) => Math.sqrt(y.reduce((sum, v, k) => sum + (v - wave(k)) ** 2, 0) / y.length);
  assert.ok(error(traced(ragged, undefined, 0.08)) < 0.5 * error(traced(ragged)));
  const smooth = Float32Array.from({ length: 200 }, (_, k) => wave(k));
  assert.ok(error(traced(smooth, undefined, 0.08)) < 0.3);
});
