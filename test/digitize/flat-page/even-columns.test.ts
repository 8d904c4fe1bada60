import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evenColumns } from '../../../functions/digitize/flat-page/even-columns.ts';
import { plainMap, toMm } from '../../../functions/digitize/grid/paper-map.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const [WIDTH, HEIGHT, PX_PER_MM] = [2400, 1600, 8];
const [BEGIN, END] = [200, 2200];
const frame = {
  ink: emptyPlane(WIDTH, HEIGHT),
  pitchPx: { x: PX_PER_MM, y: PX_PER_MM },
  toPage: (x: number, y: number): [number, number] => [x, y],
};
const flat = plainMap(WIDTH, HEIGHT, frame.pitchPx, 0);
const rows = [300, 600, 900, 1200].map((baselinePx) => ({ baselinePx, mass: 1 }));
const extents = rows.map(() => ({ left: BEGIN, right: END }));

/** A bar on each of so many rows, so high. */
const barsAt = (x: number, count = rows.length, high = 80) =>
  rows.slice(0, count).map(({ baselinePx }) => ({
    left: x - 2,
    right: x + 2,
    centreX: x,
    top: baselinePx - high / 2,
    bottom: baselinePx + high / 2,
    detached: false,
  }));

test('halves of rows that bars show to be unequal are laid out equally long', () => {
  const bars = [...barsAt(1240), ...barsAt(700, 4, 30)];
  const even = evenColumns({ rows, extents, bars }, frame, flat);
  assert.ok(even);
  const xMm = (x: number) => toMm(even, x - 0.5, 750 - 0.5)[0];
  const [first, second] = [xMm(1240) - xMm(BEGIN), xMm(END) - xMm(1240)];
  assert.ok(Math.abs(first / second - 1) < 1e-4, `${first} and ${second}`);
  assert.ok(Math.abs(first + second - (END - BEGIN) / PX_PER_MM) < 0.1, 'rows stay as long as they are');
  assert.ok(xMm(700) - xMm(BEGIN) < 62.5 * (480 / 500), 'what lies nearer is larger');
});

test('bars in the middle, bars of few rows, waves of all heights and rows that do not agree leave the paper as it is', () => {
  assert.equal(evenColumns({ rows, extents, bars: barsAt(1202) }, frame, flat), null);
  assert.equal(evenColumns({ rows, extents, bars: barsAt(1240, 1) }, frame, flat), null);
  const waves = rows.flatMap((_, k) => barsAt(1240, k + 1, 40 + 30 * k).slice(-1));
  assert.equal(evenColumns({ rows, extents, bars: waves }, frame, flat), null);
  const ragged = extents.map(({ left }, k) => ({ left, right: END - 60 * k }));
  assert.equal(evenColumns({ rows, extents: ragged, bars: barsAt(1240) }, frame, flat), null);
  assert.equal(evenColumns({ rows, extents, bars: barsAt(1400) }, frame, flat), null);
});
