import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inkMap } from '../../functions/digitize/ink-map.ts';
import type { RasterPage } from '../../functions/ingest/types.ts';

const WIDTH = 1120;
const HEIGHT = 840;
/** A pen and a grid of blue, on bluish paper. */
const PEN = [40, 50, 95];
const GRID = [150, 165, 215];
const PAPER = [190, 205, 240];
/** A brown table, which the picture shows around the sheet. */
const TABLE = [60, 45, 35];

/** A sheet with three level traces 3 px thick and a grid of 8 px; beyond `margin` px of it lies the table. */
function picture(margin: number): RasterPage {
  const rgb = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const isTable = x < margin || y < margin || x >= WIDTH - margin || y >= HEIGHT - margin;
      const isPen = [280, 420, 560].some((row) => Math.abs(y - row) < 2) && x > 200 && x < WIDTH - 200;
      const isGrid = x % 8 === 0 || y % 8 === 0;
      rgb.set(isTable ? TABLE : isPen ? PEN : isGrid ? GRID : PAPER, (y * WIDTH + x) * 3);
    }
  return { index: 0, dpi: null, widthPx: WIDTH, heightPx: HEIGHT, rgb };
}

const inkAt = ({ ink }: ReturnType<typeof inkMap>, x: number, y: number) => ink.values[y * WIDTH + x] as number;

test('a full stroke of the pen is full ink, and the grid next to none', () => {
  const map = inkMap(picture(0));
  assert.ok(inkAt(map, 503, 420) > 190, `${inkAt(map, 503, 420)}`);
  assert.ok(inkAt(map, 504, 380) < 60, `${inkAt(map, 504, 380)}`);
});

test('the table under the sheet is not taken for the pen', () => {
  const map = inkMap(picture(110));
  assert.ok(inkAt(map, 503, 420) > 190, `${inkAt(map, 503, 420)}`);
  assert.ok(inkAt(map, 504, 380) < 60, `${inkAt(map, 504, 380)}`);
});
