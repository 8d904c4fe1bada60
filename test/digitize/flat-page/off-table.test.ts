import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offTable } from '../../../functions/digitize/flat-page/off-table.ts';
import type { Frame } from '../../../functions/digitize/flat-page/rectify.ts';
import { UNBOUND } from '../../../functions/digitize/grid/paper-bounds.ts';
import { plainMap, toMm } from '../../../functions/digitize/grid/paper-map.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PX = 8;
const [WIDTH_MM, HEIGHT_MM] = [120, 80];
const [WIDTH, HEIGHT] = [WIDTH_MM * PX, HEIGHT_MM * PX];
const map = plainMap(WIDTH, HEIGHT, { x: PX, y: PX }, 0);
const mm = (x: number, y: number) => toMm(map, x * PX, y * PX);
/** The sheet lies from 20 to 100 mm across and from 15 to 65 mm down; its grid ends 5 mm inside. */
const ends = { left: mm(25, 0)[0], right: mm(95, 0)[0], top: mm(0, 20)[1], bottom: mm(0, 60)[1] };

function framed(
  fill: (box: (left: number, top: number, right: number, bottom: number, value: number) => void) => void,
) {
  const ink = emptyPlane(WIDTH, HEIGHT);
  fill((left, top, right, bottom, value) => {
    for (let y = top * PX; y < bottom * PX; y++) ink.values.fill(value, y * WIDTH + left * PX, y * WIDTH + right * PX);
  });
  const frame: Frame = { ink, pitchPx: { x: PX, y: PX }, toPage: (x, y) => [x, y] };
  return { frame, at: (of: Frame, x: number, y: number) => of.ink.values[y * PX * WIDTH + x * PX] };
}

test('a darker table around the sheet goes, up to the edge of the sheet', () => {
  const { frame, at } = framed((box) => {
    box(0, 0, WIDTH_MM, HEIGHT_MM, 180);
    box(0, 0, 8, HEIGHT_MM, 60);
    box(20, 15, 100, 65, 0);
    box(22, 40, 98, 41, 255);
  });
  const off = offTable(frame, map, ends);
  for (const [x, y] of [
    [2, 40],
    [15, 40],
    [110, 40],
    [60, 5],
    [60, 75],
  ] as const)
    assert.equal(at(off, x, y), 0, `${x}, ${y}`);
  assert.equal(at(off, 22, 40), 255, 'the trace beyond its grid');
  assert.equal(at(frame, 2, 40), 60, 'the frame that was given stays');
});

test('lines beside the grid are no table, and sides on which no end of the grid is known stay', () => {
  const lines = framed((box) => {
    box(18, 15, 19, 65, 255);
    box(5, 15, 10, 25, 255);
  });
  assert.equal(offTable(lines.frame, map, ends), lines.frame);
  const table = framed((box) => box(102, 0, WIDTH_MM, HEIGHT_MM, 200));
  assert.equal(offTable(table.frame, map, UNBOUND), table.frame);
  assert.notEqual(offTable(table.frame, map, ends), table.frame);
});
