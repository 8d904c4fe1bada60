import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import type { RasterPage } from '../../functions/ingest/types.ts';
import { drawPage } from '../digitize/drawn-page.ts';

const { page } = drawPage();

/** The page through a PNG file, each value changed. */
async function decoded(change: (value: number) => number): Promise<RasterPage> {
  const { widthPx: width, heightPx: height } = page;
  const bytes = await sharp(page.rgb.map(change), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  const result = await decodePage(bytes, 'image/png', 0);
  assert.ok(result.ok);
  return result.value.raster;
}

test('a page of light ink on dark ground is decoded as its positive', async () => {
  const { rgb } = await decoded((value) => 255 - value);
  assert.ok(rgb.every((value, i) => value === page.rgb[i]));
});

test('so is one on a screen that is not quite black', async () => {
  const { rgb } = await decoded((value) => Math.round(40 + 0.6 * (255 - value)));
  assert.ok((rgb[0] as number) > 150);
});

test('dark ink stays dark, also in a picture that is as dim as a screen', async () => {
  assert.deepEqual((await decoded((value) => value)).rgb, page.rgb);
  const dim = await decoded((value) => Math.round(0.35 * value));
  assert.ok(dim.rgb.every((value, i) => value === Math.round(0.35 * (page.rgb[i] as number))));
});
