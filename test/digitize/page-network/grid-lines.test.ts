import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areGridLines } from '../../../functions/digitize/page-network/grid-lines.ts';

const PITCH = { x: 8, y: 8 };
const WIDTH = 800;

/** An upright stroke of two columns and `height` pixels. */
const stroke = (x: number, y: number, height: number) => ({
  pixels: Array.from({ length: 2 * height }, (_, i) => (y + (i >> 1)) * WIDTH + x + (i & 1)),
});
/** A level one. */
const dash = (x: number, y: number, width: number) => ({
  pixels: Array.from({ length: 2 * width }, (_, i) => (y + (i & 1)) * WIDTH + x + (i >> 1)),
});
const range = (count: number) => [...Array(count).keys()];

test('dashes in step with one another at every 5 mm are lines of a grid', () => {
  const down = range(16).map((i) => stroke(21 + 40 * i, 100 + 7 * (i % 3), 30));
  assert.equal(areGridLines(down, WIDTH, PITCH), true);
  const across = range(10).map((i) => dash(50 + 31 * i, 13 + 40 * i, 25));
  assert.equal(areGridLines(across, WIDTH, PITCH), true);
  const fine = range(40).map((i) => stroke(22 + 8 * i, 60, 12));
  assert.equal(areGridLines(fine, WIDTH, PITCH), true);
});

test('flanks of beats are none, not even of beats that keep step with the grid', () => {
  const uneven = range(16).map((i) => stroke(21 + 47 * i, 100, 40));
  assert.equal(areGridLines(uneven, WIDTH, PITCH), false);
  const even = range(4).map((i) => stroke(21 + 200 * i, 100, 40));
  assert.equal(
    areGridLines([...even, ...even.map((one) => ({ pixels: one.pixels.map((at) => at + 9 * WIDTH) }))], WIDTH, PITCH),
    false,
  );
});

test('a few lines among much else do not make a grid, and nothing is none', () => {
  const lines = range(8).map((i) => stroke(21 + 40 * i, 100, 12));
  const letters = range(60).map((i) => dash(11 + 11 * i, 300 + ((i * 37) % 90), 9));
  assert.equal(areGridLines([...lines, ...letters], WIDTH, PITCH), false);
  assert.equal(areGridLines([], WIDTH, PITCH), false);
});
