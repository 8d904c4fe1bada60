import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onGrid } from '../../../functions/digitize/flat-page/on-grid.ts';
import type { Frame } from '../../../functions/digitize/flat-page/rectify.ts';
import { UNBOUND } from '../../../functions/digitize/grid/paper-bounds.ts';
import { plainMap, toMm } from '../../../functions/digitize/grid/paper-map.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PX = 8;
const [WIDTH, HEIGHT] = [800, 1600];
const map = plainMap(WIDTH, HEIGHT, { x: PX, y: PX }, 0);
/** The grid covers a stripe across the middle of the page, from 50 mm to 150 mm from its top edge. */
const ends = { ...UNBOUND, top: toMm(map, 0, 54 * PX)[1], bottom: toMm(map, 0, 146 * PX)[1] };

/** A headline, a wave that runs 5 mm beyond the grid's top, and print close below the grid. */
function page(): Frame {
  const ink = emptyPlane(WIDTH, HEIGHT);
  const fill = (left: number, top: number, right: number, bottom: number) => {
    for (let y = top * PX; y < bottom * PX; y++) ink.values.fill(255, y * WIDTH + left * PX, y * WIDTH + right * PX);
  };
  fill(10, 20, 90, 25);
  fill(40, 45, 41, 80);
  fill(10, 153, 90, 155);
  return { ink, pitchPx: { x: PX, y: PX }, toPage: (x, y) => [x, y] };
}

test('above and below its grid a page keeps nothing but the waves that reach there from it', () => {
  const { ink, toPage } = onGrid(page(), map, ends);
  const [, topPx] = toPage(0, 0);
  const inked = (xMm: number, yMm: number) => ink.values[(yMm * PX - topPx) * WIDTH + xMm * PX] === 255;
  assert.ok(topPx > 35 * PX && topPx < 45 * PX, `${topPx / PX} mm`);
  assert.ok(ink.heightPx < 120 * PX);
  assert.ok(inked(40, 46) && inked(40, 70), 'the wave');
  assert.ok(!inked(50, 154), 'print');
});

test('the page itself keeps its ink, and one whose grid has no ends is taken as it is', () => {
  const frame = page();
  onGrid(frame, map, ends);
  assert.deepEqual(frame.ink.values, page().ink.values);
  assert.equal(onGrid(frame, map, UNBOUND), frame);
});
