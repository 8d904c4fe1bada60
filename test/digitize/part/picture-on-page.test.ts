import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureOnDark, pictureOnPage } from '../../../functions/digitize/part/picture-on-page.ts';
import type { RasterPage } from '../../../functions/ingest/types.ts';

const [WIDTH, HEIGHT] = [600, 800];
const GROUND = 250;

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A page of one grey with areas of many. */
function pageWith(areas: readonly Area[], ground = (_x: number, _y: number) => GROUND): RasterPage {
  const rgb = new Uint8Array(3 * WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) rgb.fill(ground(x, y), 3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3);
  for (const { left, top, right, bottom } of areas)
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++)
        rgb.fill(100 + ((7 * x + 13 * y) % 90), 3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3);
  return { index: 0, dpi: null, widthPx: WIDTH, heightPx: HEIGHT, rgb };
}

/** Lines of words, 12 px wide and as far apart. */
const words = Array.from({ length: 20 }, (_, line) =>
  Array.from({ length: 20 }, (__, i) => ({
    left: 40 + 24 * i,
    top: 20 + 12 * line,
    right: 52 + 24 * i,
    bottom: 28 + 12 * line,
  })),
).flat();

test('a picture among lines of print is found, with a margin', () => {
  const picture = { left: 100, top: 300, right: 500, bottom: 600 };
  assert.deepEqual(pictureOnPage(pageWith([...words, picture])), {
    left: 100 - 24,
    top: 300 - 6,
    widthPx: 400 + 2 * 24,
    heightPx: 300 + 2 * 6,
  });
});

test('on a dark ground a picture has no margin', () => {
  const picture = { left: 100, top: 300, right: 500, bottom: 600 };
  assert.deepEqual(pictureOnPage(pageWith([picture], () => 20)), { left: 100, top: 300, widthPx: 400, heightPx: 300 });
});

test('a dark ground that strays beside a picture, as compression makes it, is none of the picture', () => {
  const picture = { left: 100, top: 300, right: 500, bottom: 600 };
  const isBeside = (x: number, y: number) => x >= 92 && x < 508 && y >= 292 && y < 608;
  const found = pictureOnDark(pageWith([picture], (x, y) => (isBeside(x, y) ? 44 : 20)));
  assert.deepEqual(found, { left: 100, top: 300, widthPx: 400, heightPx: 300 });
});

test('what fills the screen but for dark bars is a picture on them, and on a light ground it is none', () => {
  const most = { left: 0, top: 60, right: WIDTH, bottom: HEIGHT - 60 };
  const part = { left: 0, top: 60, widthPx: WIDTH, heightPx: HEIGHT - 120 };
  assert.deepEqual(pictureOnDark(pageWith([most], () => 4)), part);
  assert.equal(pictureOnDark(pageWith([most])), null);
  assert.equal(pictureOnPage(pageWith([most])), null);
});

test('print alone, a bar and a page that is all picture hold none', () => {
  const bar = { left: 0, top: 0, right: WIDTH, bottom: 30 };
  const all = { left: 10, top: 10, right: WIDTH - 10, bottom: HEIGHT - 10 };
  for (const areas of [words, [bar], [all]]) assert.equal(pictureOnPage(pageWith(areas)), null);
});

test('a page whose ground has no one colour is a picture itself', () => {
  const shaded = pageWith([{ left: 100, top: 300, right: 500, bottom: 600 }], (x, y) =>
    Math.round(250 - 0.1 * x - 0.1 * y),
  );
  assert.equal(pictureOnPage(shaded), null);
});
