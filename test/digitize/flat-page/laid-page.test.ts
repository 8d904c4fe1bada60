import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layPage } from '../../../functions/digitize/flat-page/laid-page.ts';

const [WIDTH, HEIGHT] = [2000, 1500];

/** A page of two tones within margins of 60 px, black where `isInked` says so. */
function twoToned(isInked: (x: number, y: number) => boolean) {
  const rgb = new Uint8Array(3 * WIDTH * HEIGHT).fill(255);
  for (let y = 60; y < HEIGHT - 60; y++) {
    for (let x = 60; x < WIDTH - 60; x++) {
      const at = 3 * (y * WIDTH + x);
      if (isInked(x, y)) rgb.fill(0, at, at + 3);
    }
  }
  return { index: 0, widthPx: WIDTH, heightPx: HEIGHT, dpi: null, rgb };
}

test('dots that a grey is printed with, by which a scanned sheet would be half a metre high, are no grid; lines are', () => {
  const dots = twoToned((x, y) => (x + 7 * y) % 10 === 0);
  assert.equal(layPage(dots).scale.source, 'layout');
  const lines = twoToned((x, y) => x % 40 < 2 || y % 40 < 2);
  assert.equal(layPage(lines).scale.source, 'grid');
});
