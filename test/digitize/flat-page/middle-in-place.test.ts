import assert from 'node:assert/strict';
import { test } from 'node:test';
import { middleByGap } from '../../../functions/digitize/flat-page/middle-by-gap.ts';
import { middleInPlace } from '../../../functions/digitize/flat-page/middle-in-place.ts';
import { type PaperMap, plainMap, toMm } from '../../../functions/digitize/grid/paper-map.ts';
import { drawnLines } from '../drawn-line.ts';

const [WIDTH, HEIGHT, PX_PER_MM] = [2400, 1600, 8];
const [BEGIN, END] = [200, 2200];
const pitchPx = { x: PX_PER_MM, y: PX_PER_MM };
const rows = [300, 600, 900, 1200].map((baselinePx) => ({ baselinePx, mass: 1 }));
const extents = rows.map(() => ({ left: BEGIN, right: END }));

/** Rows of two columns with a gap that ends at x, and rows below them without one. */
function ruled(gapEnd: number, gapPx: number, gaps = rows.length - 1) {
  const lines = rows.flatMap(({ baselinePx: y }, row) => {
    const ends = row < gaps ? [[BEGIN, gapEnd - gapPx - 1] as const, [gapEnd, END] as const] : [[BEGIN, END] as const];
    return ends.map(([from, to]) => ({ points: [[from, y] as const, [to, y] as const], penPx: 1 }));
  });
  return { ink: drawnLines(lines, WIDTH, HEIGHT), rows, extents, level: 255, bars: [] };
}

function sheetMap(): PaperMap {
  const cellPx = 50;
  const [columns, rowCount] = [WIDTH / cellPx, HEIGHT / cellPx];
  const none = () => new Float32Array(columns * rowCount);
  const bends = { columns, rows: rowCount, cellPx, xMm: none(), yMm: none() };
  return { ...plainMap(WIDTH, HEIGHT, pitchPx, 0), bends };
}

const span = { begin: BEGIN, length: END - BEGIN };

test('the second half of the columns begins behind the gap that most rows leave in the middle', () => {
  const gap = middleByGap(ruled(1220, 10), span, pitchPx);
  assert.ok(gap !== null && Math.abs(gap - 1220) <= 2, String(gap));
});

test('a gap of few rows, away from the middle or as wide as a pause is none between columns', () => {
  assert.equal(middleByGap(ruled(1220, 10, 1), span, pitchPx), null);
  assert.equal(middleByGap(ruled(1400, 10), span, pitchPx), null);
  assert.equal(middleByGap(ruled(1290, 90), span, pitchPx), null);
});

test('paper whose columns begin off the middle of the rows is bent until they begin there, its ends stay', () => {
  const frame = { ink: ruled(1220, 10).ink, pitchPx, toPage: (x: number, y: number): [number, number] => [x, y] };
  const map = sheetMap();
  const bent = middleInPlace(ruled(1230, 10), frame, map);
  assert.ok(bent);
  const moved = (x: number) => toMm(bent, x, 750)[0] - toMm(map, x, 750)[0];
  assert.ok(Math.abs(moved(1230) + 30 / PX_PER_MM) < 0.2, String(moved(1230)));
  assert.ok(Math.abs(moved(BEGIN)) < 0.2 && Math.abs(moved(END)) < 0.2);
  assert.equal(middleInPlace(ruled(1202, 10), frame, map), null);
});
