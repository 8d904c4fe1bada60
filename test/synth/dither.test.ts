import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bayer, diffusedDither, orderedDither } from '../../synth/scene/dither.ts';
import type { Raster } from '../../synth/types.ts';

const SIDE = 64;

function even(grey: number): Raster {
  return { width: SIDE, height: SIDE, rgb: new Uint8Array(3 * SIDE * SIDE).fill(grey) };
}

test('the matrices of ordered dithering are Bayer’s', () => {
  assert.deepEqual([...bayer(2)], [0, 2, 3, 1]);
  assert.deepEqual([...bayer(4)], [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]);
  assert.deepEqual(
    [...bayer(8)].sort((a, b) => a - b),
    Array.from({ length: 64 }, (_, i) => i),
  );
});

for (const [name, dithered] of [
  ['ordered by 4', (picture: Raster) => orderedDither(picture, 4)],
  ['ordered by 8', (picture: Raster) => orderedDither(picture, 8)],
  ['diffused', diffusedDither],
] as const)
  test(`${name}: only black and white dots, as many of each as the grey says`, () => {
    for (const grey of [0, 30, 128, 200, 255]) {
      const { rgb } = dithered(even(grey));
      assert.ok(rgb.every((value) => value === 0 || value === 255));
      const share = rgb.reduce((sum, value) => sum + value, 0) / (255 * rgb.length);
      assert.ok(Math.abs(share - grey / 255) < 0.04, `${share} white for ${grey}`);
    }
  });

test('a black line on white stays where it is', () => {
  const line = even(255);
  line.rgb.fill(0, 3 * SIDE * 20, 3 * SIDE * 22);
  for (const dithered of [diffusedDither(line), orderedDither(line, 8)])
    assert.ok(Buffer.from(dithered.rgb).equals(Buffer.from(line.rgb)));
});
