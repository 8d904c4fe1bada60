import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inkMap } from '../../../functions/digitize/ink/ink-map.ts';
import type { RasterPage } from '../../../functions/ingest/types.ts';

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

test('a grid whose lines are as many pixels apart as samples are, or some of them, is told all the same', () => {
  const [width, height] = [2700, 2016];
  const rgb = new Uint8Array(width * height * 3).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      if (x % 9 === 1 || y % 9 === 1) rgb.set([255, 160, 160], at);
      if (Math.abs((y % 300) - 150) < 3) rgb.set([0, 0, 0], at);
    }
  const { ink } = inkMap({ index: 0, dpi: null, widthPx: width, heightPx: height, rgb });
  const [grid, pen] = [ink.values[20 * width + 1000] as number, ink.values[150 * width + 1005] as number];
  assert.ok(grid < 30 && pen > 190, `${grid} ${pen}`);
});

test('the table under the sheet is not taken for the pen', () => {
  const map = inkMap(picture(110));
  assert.ok(inkAt(map, 503, 420) > 190, `${inkAt(map, 503, 420)}`);
  assert.ok(inkAt(map, 504, 380) < 60, `${inkAt(map, 504, 380)}`);
});

const waveAt = (x: number, row: number) => Math.round(55 + 110 * row + 20 * Math.max(0, Math.sin(x / 13)) ** 8);

interface Colours {
  readonly pen: readonly number[];
  readonly fine: readonly number[];
  readonly coarse: readonly number[];
}

/** Six traces in a strong colour on a coloured grid in a black frame, as plotting programs and watches draw them. */
function plotted({ pen, fine, coarse }: Colours): RasterPage {
  const rgb = new Uint8Array(WIDTH * HEIGHT * 3).fill(255);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const at = (y * WIDTH + x) * 3;
      if (x % 8 === 0 || y % 8 === 0) rgb.set(fine, at);
      if (x % 40 === 0 || y % 40 === 0) rgb.set(coarse, at);
      const row = Math.floor(y / 110);
      if (row < 6 && Math.abs(y - waveAt(x, row)) < 2 && x > 100 && x < WIDTH - 100) rgb.set(pen, at);
      if (x < 4 || y < 4 || x >= WIDTH - 4 || y >= HEIGHT - 4) rgb.set([0, 0, 0], at);
    }
  return { index: 0, dpi: null, widthPx: WIDTH, heightPx: HEIGHT, rgb };
}

for (const [name, colours] of Object.entries<Colours>({
  'pure blue on pure red': { pen: [0, 0, 178], fine: [255, 180, 180], coarse: [255, 0, 0] },
  'dark red on pink': { pen: [190, 25, 50], fine: [255, 217, 217], coarse: [242, 166, 166] },
}))
  test(`traces in ${name} are ink where frame and names are black, and the grid is none`, () => {
    const map = inkMap(plotted(colours));
    for (const x of [201, 503, 777])
      assert.ok(inkAt(map, x, waveAt(x, 2)) > 190, `${inkAt(map, x, waveAt(x, 2))} at ${x}`);
    assert.ok(inkAt(map, 400, 95) < 90, `${inkAt(map, 400, 95)}`);
    assert.ok(inkAt(map, 404, 400) < 90, `${inkAt(map, 404, 400)}`);
  });

test('of several pens the ink is as dark as they are, whatever their colours', () => {
  const rgb = new Uint8Array(WIDTH * HEIGHT * 3).fill(255);
  const pens = [
    [0, 0, 0],
    [200, 25, 25],
    [25, 90, 190],
    [25, 130, 50],
  ];
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const at = (y * WIDTH + x) * 3;
      if (x % 8 === 0 || y % 8 === 0) rgb.set([215, 215, 215], at);
      const row = Math.floor(y / 110);
      if (row < 4 && Math.abs(y - waveAt(x, row)) < 2 && x > 100 && x < WIDTH - 100) rgb.set(pens[row] as number[], at);
    }
  const page = { index: 0, dpi: null, widthPx: WIDTH, heightPx: HEIGHT, rgb };
  const [one, several] = [inkMap(page), inkMap(page, 'several')];
  const least = (map: typeof one) => Math.min(...pens.map((_, row) => inkAt(map, 503, waveAt(503, row))));
  assert.ok(least(one) < 60, `${least(one)}: else no pen is hidden`);
  assert.ok(least(several) > 140, `${least(several)}`);
  assert.equal(several.colourSeparation, 0);
});

/** Of a line this thick, px, through y how much covers the pixel row `at`. */
const covered = (at: number, y: number, thickPx: number) =>
  Math.max(0, Math.min(at + 0.5, y + thickPx / 2) - Math.max(at - 0.5, y - thickPx / 2));

test('traces thinner than a pixel, which lines of the grid cross, are ink beside a black frame and names', () => {
  const rgb = new Uint8Array(WIDTH * HEIGHT * 3);
  const lineAt = (x: number, row: number) => waveAt(x, row) + 0.4 * Math.sin(x / 57);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const row = Math.floor(y / 110);
      const grid = x % 20 === 0 || y % 20 === 0 ? 0.5 : x % 4 === 0 || y % 4 === 0 ? 0.12 : 0;
      const isBlack = x < 5 || (x > 8 && x < 24 && y % 110 > 40 && y % 110 < 46);
      const [now, next] = [lineAt(x, row), lineAt(x + 1, row)];
      const thickPx = 0.8 + Math.abs(next - now);
      const pen = row < 6 && x > 30 ? Math.min(0.8, covered(y, (now + next) / 2, thickPx)) : 0;
      const light = [1 - pen, (1 - grid) * (1 - pen), (1 - grid) * (1 - pen) + 0.7 * pen];
      if (isBlack) rgb.set([0, 0, 0], (y * WIDTH + x) * 3);
      else for (const [c, share] of light.entries()) rgb[(y * WIDTH + x) * 3 + c] = 255 * share;
    }
  const map = inkMap({ index: 0, dpi: null, widthPx: WIDTH, heightPx: HEIGHT, rgb });
  for (const x of [302, 503, 777]) {
    const y = Math.round((lineAt(x, 2) + lineAt(x + 1, 2)) / 2);
    assert.ok(inkAt(map, x, y) > 120, `${inkAt(map, x, y)} at ${x}`);
  }
  assert.ok(inkAt(map, 400, 95) < 60, `${inkAt(map, 400, 95)}`);
});

test('a grid in a strong colour whose lines hang together in groups is no pen', () => {
  const rgb = new Uint8Array(WIDTH * HEIGHT * 3).fill(255);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const at = (y * WIDTH + x) * 3;
      const joinsFive = x % 199 === 0 && y % 205 < 164;
      if (y % 41 === 0 || joinsFive) rgb.set([200, 25, 30], at);
      const row = Math.floor(y / 110);
      if (row < 6 && Math.abs(y - waveAt(x, row)) < 2 && x > 100 && x < WIDTH - 100) rgb.set([0, 0, 0], at);
    }
  const map = inkMap({ index: 0, dpi: null, widthPx: WIDTH, heightPx: HEIGHT, rgb });
  assert.ok(inkAt(map, 503, waveAt(503, 2)) > 190, `${inkAt(map, 503, waveAt(503, 2))}`);
  assert.ok(inkAt(map, 403, 410) < 60, `${inkAt(map, 403, 410)}`);
});

/** A sheet printed in black on white, written on with a wavy green line across the trace; `long`: the line is as long as a row. */
function marked(long: boolean): RasterPage {
  const rgb = new Uint8Array(WIDTH * HEIGHT * 3).fill(250);
  const from = long ? 150 : 500;
  const to = long ? 950 : 640;
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const isPen = [280, 420, 560].some((row) => Math.abs(y - row) < 2) && x > 200 && x < WIDTH - 200;
      const isMark = Math.abs(y - 424 - 12 * Math.sin(x / 9)) < 3 && x > from && x < to;
      if (isPen) rgb.set([25, 25, 25], (y * WIDTH + x) * 3);
      if (isMark) rgb.set([20, 110, 60], (y * WIDTH + x) * 3);
    }
  return { index: 0, dpi: null, widthPx: WIDTH, heightPx: HEIGHT, rgb };
}

test('what a hand wrote in green is not ink of a trace in black', () => {
  const map = inkMap(marked(false));
  const crest = Math.round((Math.PI * 9) / 2 + 2 * Math.PI * 9 * 10);
  assert.equal(inkAt(map, crest, 436), 0);
  assert.ok(inkAt(map, crest, 420) > 190, `${inkAt(map, crest, 420)}`);
  assert.ok(inkAt(map, 300, 420) > 190, `${inkAt(map, 300, 420)}`);
});

test('a coloured line as long as a row is a trace', () => {
  const map = inkMap(marked(true));
  assert.ok(inkAt(map, Math.round((Math.PI * 9) / 2 + 2 * Math.PI * 9 * 10), 436) > 100);
});
