import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../synth/random.ts';
import { pageMask, resampleMask } from '../../synth/scene/resample.ts';
import type { InverseMap } from '../../synth/scene/warp.ts';

/** A map that shows one place of the sheet a pixel, x and y in mm; NaN is off the sheet. */
function mapOf(places: readonly (readonly [number, number])[]): InverseMap {
  return {
    xMm: Float32Array.from(places, ([x]) => x),
    yMm: Float32Array.from(places, ([, y]) => y),
    shade: new Float32Array(places.length).fill(1),
  };
}

const OFF = [Number.NaN, Number.NaN] as const;
// Two columns, three rows, 2 px/mm: the centre of pixel (x, y) lies at ((x + ½) / 2, (y + ½) / 2) mm.
const MASK = Uint8Array.of(0, 100, 200, 40, 0, 255);
const SIZE = { width: 2, height: 3 };

test('a mask is read between the centres of its pixels, its edges go on, and off the sheet is nothing', () => {
  const map = mapOf([[0.25, 0.25], [0.75, 0.25], [0.5, 0.25], [0.5, 0.5], [0.75, 1.25], [9, 9], [-9, 0.75], OFF]);
  assert.deepEqual([...resampleMask(MASK, SIZE, 2, map)], [0, 100, 50, 85, 255, 255, 200, 0]);
});

test('every place of a random mask has its bilinear value, rounded', () => {
  const random = seededRandom(8);
  const [width, height] = [23, 17];
  const mask = Uint8Array.from({ length: width * height }, () => (random.chance(0.5) ? 0 : random.integer(1, 255)));
  const map = mapOf(Array.from({ length: 3000 }, () => [random.uniform(0.1, 10.9), random.uniform(0.1, 7.9)]));
  const got = resampleMask(mask, { width, height }, 2, map);
  map.xMm.forEach((xMm, i) => {
    const [x, y] = [Math.max(0, 2 * xMm - 0.5), Math.max(0, 2 * map.yMm[i]! - 0.5)];
    let value = 0;
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        value +=
          mask[row * width + column]! * Math.max(0, 1 - Math.abs(x - column)) * Math.max(0, 1 - Math.abs(y - row));
    assert.ok(Math.abs(got[i]! - value) <= 0.5 + 1e-6, `${got[i]} for ${value}`);
  });
});

test('the mask of the page is all of the sheet and nothing else', () => {
  assert.deepEqual([...pageMask(mapOf([OFF, [0, 0], [3, 1], OFF]))], [0, 255, 255, 0]);
});
