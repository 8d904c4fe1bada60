import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wholePagePitch } from '../../../functions/digitize/grid/whole-page-pitch.ts';
import type { Plane } from '../../../functions/digitize/maths/plane.ts';

const [WIDTH, HEIGHT] = [1400, 900];
const PITCH = 6.93;

/** Paper with grid lines of this darkness, under strokes that stand anywhere. */
function print(gridInk: number): Plane {
  const values = new Uint8Array(WIDTH * HEIGHT);
  const isLine = (at: number) => at % PITCH < 1;
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) if (isLine(x) || isLine(y)) values[y * WIDTH + x] = gridInk;
  let state = 7;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  for (let k = 0; k < 30; k++) {
    const [left, top] = [Math.floor(random() * (WIDTH - 4)), Math.floor(random() * (HEIGHT - 200))];
    for (let y = top; y < top + 200; y++) values.fill(200, y * WIDTH + left, y * WIDTH + left + 3);
  }
  return { widthPx: WIDTH, heightPx: HEIGHT, values };
}

test('where lines were followed to another pitch than the whole page shows, the comb near the first one stands', () => {
  const { x, y } = wholePagePitch(print(60), { x: PITCH * 0.9956, y: PITCH * 1.0005 }, PITCH * 1.0002);
  assert.ok(Math.abs(x / PITCH - 1) < 1e-4, String(x));
  assert.ok(Math.abs(y / PITCH - 1) < 1e-4, String(y));
});

test('without a comb what is known stays', () => {
  const known = { x: PITCH * 0.9956, y: PITCH * 1.0005 };
  assert.deepEqual(wholePagePitch(print(0), known, PITCH), known);
});
