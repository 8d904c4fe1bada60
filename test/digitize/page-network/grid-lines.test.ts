import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyPlane, type Plane } from '../../../functions/digitize/maths/plane.ts';
import { restOfInk, showsGrid } from '../../../functions/digitize/page-network/grid-lines.ts';

const PITCH = { x: 8, y: 8 };
const LEVEL = 200;
const NO_MARKS = emptyPlane(800, 600);

/** A plane with strokes from left and top over width and height. */
function plane(...strokes: readonly (readonly [left: number, top: number, width: number, height: number])[]): Plane {
  const drawn = emptyPlane(800, 600);
  for (const [left, top, width, height] of strokes)
    for (let y = top; y < top + height; y++) drawn.values.fill(LEVEL, y * 800 + left, y * 800 + left + width);
  return drawn;
}

const range = (count: number) => [...Array(count).keys()];
const everyFive = range(18).map((i) => [21 + 40 * i, 20, 2, 500] as const);
const dashes = range(60).map((i) => [40 + 90 * (i % 8), 13 + 40 * Math.floor(i / 5), 60, 2] as const);
const thin = range(80).map((i) => [22 + 8 * i, 60, 1, 400] as const);

test('lines in step with one another at every 5 mm or millimetre are a grid, whole or dashed', () => {
  for (const lines of [everyFive, dashes, thin, [...everyFive, ...dashes]])
    assert.equal(showsGrid(plane(...lines), NO_MARKS, LEVEL, PITCH), true);
});

test('a grid shows beside what is filled, as the dark of a scanner’s lid is', () => {
  const lid = [
    [0, 0, 18, 600],
    [720, 0, 80, 600],
  ] as const;
  assert.equal(showsGrid(plane(...everyFive, ...lid), NO_MARKS, LEVEL, PITCH), true);
  assert.equal(showsGrid(plane(...lid), NO_MARKS, LEVEL, PITCH), false);
});

test('flanks of beats are none, not even of beats that keep step with the grid', () => {
  const uneven = range(16).map((i) => [21 + 47 * i, 60, 4, 200] as const);
  assert.equal(showsGrid(plane(...uneven), NO_MARKS, LEVEL, PITCH), false);
  const even = range(4).map((i) => [21 + 200 * i, 20, 3, 500] as const);
  assert.equal(showsGrid(plane(...even), NO_MARKS, LEVEL, PITCH), false);
});

test('what is known as marks, paler than a stroke or among much else does not count', () => {
  const grid = plane(...everyFive);
  assert.equal(showsGrid(grid, grid, LEVEL, PITCH), false);
  assert.equal(showsGrid(grid, NO_MARKS, 3 * LEVEL, PITCH), false);
  const blots = range(60).map((i) => [60 + 71 * (i % 10), 15 + 97 * Math.floor(i / 10), 35, 33] as const);
  assert.equal(showsGrid(plane(...everyFive, ...blots), NO_MARKS, LEVEL, PITCH), false);
});

test('the share of the ink that is no mark, between the outermost marks', () => {
  const traces = [
    [100, 100, 600, 3],
    [100, 300, 600, 3],
  ] as const;
  const marks = plane(...traces);
  assert.equal(restOfInk(marks, marks, LEVEL), 0);
  const printed = [100, 200, 400, 3] as const;
  const table = [10, 500, 700, 50] as const;
  assert.equal(restOfInk(plane(...traces, printed, table), marks, LEVEL), 0.25);
});
