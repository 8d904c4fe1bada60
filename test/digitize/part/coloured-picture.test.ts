import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colouredPicture } from '../../../functions/digitize/part/coloured-picture.ts';
import type { RasterPage } from '../../../functions/ingest/types.ts';

const [WIDTH, HEIGHT] = [600, 800];
const ORANGE = [225, 190, 140];

/** Black words on white, and lines of a grid 14 px apart in an area of the page. */
function article(
  grid: { left: number; top: number; right: number; bottom: number } | null,
  colour = ORANGE,
): RasterPage {
  const rgb = new Uint8Array(3 * WIDTH * HEIGHT).fill(255);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const at = 3 * (y * WIDTH + x);
      if (grid !== null && x >= grid.left && x <= grid.right && y >= grid.top && y <= grid.bottom) {
        if ((x - grid.left) % 14 === 0 || (y - grid.top) % 14 === 0) rgb.set(colour, at);
      } else if (y % 12 < 8 && x % 24 < 12 && x > 40 && x < 560 && (grid === null || y < grid.top - 20))
        rgb.fill(20, at, at + 3);
    }
  return { index: 0, dpi: null, widthPx: WIDTH, heightPx: HEIGHT, rgb };
}

test('a coloured grid on the paper of an article is found, with a margin', () => {
  const part = colouredPicture(article({ left: 100, top: 300, right: 492, bottom: 692 }));
  assert.deepEqual(part, { left: 76, top: 292, widthPx: 441, heightPx: 409 });
});

test('print alone, a grid that is not coloured and one that is all of the page are no such picture', () => {
  assert.equal(colouredPicture(article(null)), null);
  assert.equal(colouredPicture(article({ left: 100, top: 300, right: 492, bottom: 692 }, [190, 190, 190])), null);
  assert.equal(colouredPicture(article({ left: 6, top: 6, right: 594, bottom: 790 })), null);
});
