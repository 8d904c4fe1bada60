import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp, { type Sharp } from 'sharp';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import { ingest } from '../../functions/ingest/step.ts';
import type { RasterPage } from '../../functions/ingest/types.ts';
import { encodeBmp } from './encode-bmp.ts';

/** 300 × 100: left half red, right half green, a blue bar along the top. */
function testPicture(channels: 3 | 4 = 3): Sharp {
  const data = Buffer.alloc(300 * 100 * channels, 255);
  for (let y = 0; y < 100; y++) {
    for (let x = 0; x < 300; x++) {
      const colour = y < 10 ? [0, 0, 255] : x < 150 ? [255, 0, 0] : [0, 255, 0];
      data.set(channels === 4 ? [...colour, x < 75 ? 0 : 255] : colour, (y * 300 + x) * channels);
    }
  }
  return sharp(data, { raw: { width: 300, height: 100, channels } });
}

async function decoded(bytes: Uint8Array, page = 0): Promise<RasterPage> {
  const ingested = await ingest(bytes);
  assert.ok(ingested.ok && ingested.value.kind === 'pages', ingested.ok ? '' : ingested.problem.code);
  const result = await decodePage(bytes, ingested.value.mediaType, page);
  assert.ok(result.ok);
  const { raster } = result.value;
  const facts = ingested.value.pages[page];
  assert.deepEqual([facts?.widthPx, facts?.heightPx], [raster.widthPx, raster.heightPx], 'facts and pixels disagree');
  assert.equal(raster.rgb.length, raster.widthPx * raster.heightPx * 3);
  return raster;
}

function assertColour(raster: RasterPage, x: number, y: number, expected: readonly number[], tolerance = 40): void {
  const at = (y * raster.widthPx + x) * 3;
  const found = [...raster.rgb.subarray(at, at + 3)];
  const far = found.some((value, i) => Math.abs(value - (expected[i] as number)) > tolerance);
  assert.ok(!far, `at ${x}, ${y}: ${found} instead of ${expected}`);
}

const RED = [255, 0, 0];
const GREEN = [0, 255, 0];
const BLUE = [0, 0, 255];

for (const format of ['png', 'jpeg', 'webp', 'gif', 'tiff'] as const) {
  test(`${format} is decoded to upright RGB, whatever its name says`, async () => {
    const raster = await decoded(await testPicture().toFormat(format).toBuffer());
    assertColour(raster, 70, 60, RED);
    assertColour(raster, 230, 60, GREEN);
    assertColour(raster, 150, 3, BLUE);
  });
}

test('a picture lying on its side by EXIF is turned upright, in facts and pixels', async () => {
  const raster = await decoded(await testPicture().rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer());
  assert.deepEqual([raster.widthPx, raster.heightPx], [300, 100]);
  assertColour(raster, 70, 60, RED);
  assertColour(raster, 150, 3, BLUE);
});

test('transparent pixels become paper white', async () => {
  const raster = await decoded(await testPicture(4).png().toBuffer());
  assertColour(raster, 30, 60, [255, 255, 255]);
  assertColour(raster, 120, 60, RED);
});

test('sixteen bits, grey, palette and CMYK become eight-bit RGB', async () => {
  const deep = await decoded(await testPicture().toColourspace('rgb16').png().toBuffer());
  assertColour(deep, 70, 60, RED);
  const palette = await decoded(await testPicture().png({ palette: true, colours: 8 }).toBuffer());
  assertColour(palette, 230, 60, GREEN);
  const grey = await decoded(await testPicture().greyscale().png().toBuffer());
  assert.equal(grey.rgb[0], grey.rgb[2]);
  const cmyk = await decoded(await testPicture().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer());
  assertColour(cmyk, 70, 60, [230, 30, 30], 90);
});

test('every page of a TIFF is found and decoded by its number', async () => {
  const pages = sharp([await testPicture().png().toBuffer(), await testPicture().flop().png().toBuffer()], {
    join: { animated: true },
  });
  const tiff = await pages.tiff({ compression: 'lzw' }).toBuffer();
  assertColour(await decoded(tiff, 0), 70, 60, RED);
  assertColour(await decoded(tiff, 1), 70, 60, GREEN);
  const missing = await decodePage(tiff, 'image/tiff', 7);
  assert.equal(missing.ok ? '' : missing.problem.code, 'PAGE_NOT_FOUND');
});

test('a page longer than 4500 px is made smaller, its resolution in proportion', async () => {
  const large = await testPicture().resize(6000, 2000).withMetadata({ density: 600 }).png().toBuffer();
  const raster = await decoded(large);
  assert.deepEqual([raster.widthPx, raster.heightPx], [4500, 1500]);
  assert.equal(raster.dpi, 450);
});

test('a resolution that software makes up is no resolution', async () => {
  assert.equal((await decoded(await testPicture().withMetadata({ density: 72 }).jpeg().toBuffer())).dpi, null);
});

for (const bits of [1, 4, 8, 16, 24, 32] as const) {
  test(`a bitmap of ${bits} bits a pixel is decoded`, async () => {
    const raster = await decoded(encodeBmp(bits, 301, 101));
    assertColour(raster, 10, 10, bits === 1 ? [0, 0, 0] : RED);
    assertColour(raster, 10, 90, bits === 1 ? [255, 255, 255] : GREEN);
  });
}

test('a bitmap without its last row is read, one without its last third is broken', async () => {
  const bmp = encodeBmp(24, 301, 101);
  assertColour(await decoded(bmp.subarray(0, bmp.length - 700)), 10, 60, GREEN);
  const ingested = await ingest(bmp.subarray(0, Math.round(bmp.length * 0.66)));
  assert.equal(ingested.ok ? '' : ingested.problem.code, 'FILE_BROKEN');
});

test('of a moving GIF the first picture is the page; one that is cut short is refused', async () => {
  const frame = async (turn: number) => testPicture().rotate(turn).resize(300, 100, { fit: 'fill' }).png().toBuffer();
  const moving = await sharp([await frame(0), await frame(180)], { join: { animated: true } })
    .gif()
    .toBuffer();
  const raster = await decoded(moving);
  assert.deepEqual([raster.widthPx, raster.heightPx], [300, 100]);
  assertColour(raster, 70, 60, RED);
  const cut = await ingest(moving.subarray(0, moving.length - 40));
  assert.ok(!cut.ok && cut.problem.code === 'FILE_BROKEN');
});
