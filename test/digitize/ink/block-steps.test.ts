import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { showsBlocks } from '../../../functions/digitize/ink/block-steps.ts';

const [WIDTH, HEIGHT] = [800, 600];

/** A sheet in light that fades across it, with lines of so much darkness every `pitch` px, as a JPEG of that quality has it. */
async function photographed(darkness: number, pitch: number, quality: number) {
  const rgb = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const line = Math.round(x % pitch) === 3 || Math.round(y % pitch) === 3 ? darkness : 0;
      rgb.fill(230 - x / 20 - y / 17 - line, (y * WIDTH + x) * 3, (y * WIDTH + x + 1) * 3);
    }
  }
  const raw = { width: WIDTH, height: HEIGHT, channels: 3 } as const;
  const jpeg = await sharp(rgb, { raw }).jpeg({ quality }).toBuffer();
  return { widthPx: WIDTH, heightPx: HEIGHT, rgb: new Uint8Array(await sharp(jpeg).raw().toBuffer()) };
}

test('a bare sheet that was compressed shows the squares, also where brightness falls from each to the next', async () => {
  assert.equal(showsBlocks(await photographed(0, 8, 60)), true);
});

test('a grid of their pitch is no squares', async () => {
  assert.equal(showsBlocks(await photographed(10, 8, 90)), false);
  assert.equal(showsBlocks(await photographed(10, 8, 60)), false);
});
