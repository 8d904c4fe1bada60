import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RowLines, rowSides } from '../../../functions/digitize/flat-page/row-sides.ts';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';
import { robustLine } from '../../../functions/digitize/maths/robust-line.ts';

const [WIDTH, HEIGHT, PX_PER_MM] = [2400, 1600, 8];
const FOCAL_PX = 2.2 * (WIDTH / 2);
const ROW_HEIGHTS_MM = [30, 65, 100, 135, 170];
const [BEGIN_MM, END_MM] = [25, 275];

const frame = {
  ink: emptyPlane(WIDTH, HEIGHT),
  pitchPx: { x: PX_PER_MM, y: PX_PER_MM },
  toPage: (x: number, y: number): [number, number] => [x, y],
};
const flat = plainMap(WIDTH, HEIGHT, frame.pitchPx, 0);

/** Where a telephone's camera over the middle of a sheet of 300 × 200 mm shows a place on it, leaning aside and down by these angles (rad). */
function seen(xMm: number, yMm: number, aside: number, down: number): readonly [number, number] {
  const [x, y] = [xMm - 150, yMm - 100];
  const near = x * Math.sin(aside) * Math.cos(down) + y * Math.sin(down);
  const [u, v] = [x * Math.cos(aside), y * Math.cos(down) - x * Math.sin(aside) * Math.sin(down)];
  const depth = FOCAL_PX / PX_PER_MM + near;
  return [(WIDTH - 1) / 2 + (FOCAL_PX * u) / depth, (HEIGHT - 1) / 2 + (FOCAL_PX * v) / depth];
}

/** Rows as such a camera shows them, of which some end so many mm late. */
function rowsOf(aside: number, down: number, endsLateMm: readonly number[]): RowLines {
  const middleX = WIDTH / 2;
  const ends = ROW_HEIGHTS_MM.map((yMm, row) => [
    seen(BEGIN_MM, yMm, aside, down),
    seen(END_MM + (endsLateMm[row] ?? 0), yMm, aside, down),
  ]);
  const lines = ends.map(([[x0, y0] = [0, 0], [x1, y1] = [0, 0]]) => {
    const slope = (y1 - y0) / (x1 - x0);
    return { height: y0 + slope * (middleX - x0), slope };
  });
  const heights = lines.map(({ height }) => height);
  const slopes = robustLine(
    heights,
    lines.map(({ slope }) => slope),
  );
  return {
    heights,
    lefts: ends.map(([begin]) => begin![0]),
    rights: ends.map(([, end]) => end![0]),
    slopes,
    middleX,
  };
}

test('where rows end at odds, most of their ends and where they begin tell the line', () => {
  for (const [aside, down] of [
    [0.1, 0.15],
    [-0.12, 0.1],
    [0.08, -0.2],
  ] as const) {
    const sides = rowSides(rowsOf(aside, down, [0, -9, 0, -14, 0]), frame, flat);
    assert.ok(sides !== null);
    for (const yMm of [30, 170]) {
      const [x, y] = seen(END_MM, yMm, aside, down);
      const off = sides[1].at + sides[1].slope * y - x;
      assert.ok(Math.abs(off) < 0.5 * PX_PER_MM, `${off} px off at ${yMm} mm, leaning by ${aside} and ${down}`);
    }
  }
});

test('rows that end anywhere tell no line', () => {
  assert.equal(rowSides(rowsOf(0.1, 0.15, [0, -9, 14, -23, 31]), frame, flat), null);
});

test('rows that begin and end on lines need no camera to tell them', () => {
  const rows = rowsOf(0.1, 0.15, []);
  const sides = rowSides(rows, frame, flat);
  assert.ok(sides !== null);
  const [, end] = sides;
  rows.heights.forEach((_, row) => {
    const [x, y] = seen(END_MM, ROW_HEIGHTS_MM[row]!, 0.1, 0.15);
    assert.ok(Math.abs(end.at + end.slope * y - x) < 0.2);
  });
});

test('a line through ends that runs as no side of a sheet does is none', () => {
  const rows = rowsOf(0.1, 0.15, []);
  const lefts = rows.heights.map((height) => 200 + 1.7 * height);
  assert.equal(rowSides({ ...rows, lefts }, frame, flat), null);
});
