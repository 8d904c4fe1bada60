import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCAN_MODES, scannedAgain } from '../../bench/digitize/scanned-again.ts';
import { suitePages } from '../../bench/digitize/suites.ts';
import type { DecodedPage } from '../../functions/ingest/types.ts';

/** 300 dpi: white, a pink band, a black band, each 60 px wide. */
function bands(): DecodedPage {
  const [widthPx, heightPx] = [180, 60];
  const rgb = new Uint8Array(3 * widthPx * heightPx);
  for (let i = 0; i < widthPx * heightPx; i++)
    rgb.set(
      [
        [255, 255, 255],
        [245, 170, 180],
        [20, 20, 20],
      ][Math.floor((i % widthPx) / 60)]!,
      3 * i,
    );
  const drawing = {
    pxPerPt: 300 / 72,
    axisPxPerPt: { x: 300 / 72, y: 300 / 72 },
    paths: [],
    texts: [],
    picturePart: 0,
  };
  return { raster: { index: 0, dpi: null, widthPx, heightPx, rgb }, drawing };
}

const middles = (page: DecodedPage): number[][] => {
  const { widthPx, heightPx, rgb } = page.raster;
  return [1, 3, 5].map((sixth) => {
    const at = 3 * (Math.floor(heightPx / 2) * widthPx + Math.floor((sixth * widthPx) / 6));
    return [...rgb.subarray(at, at + 3)];
  });
};

for (const mode of SCAN_MODES)
  test(`${mode} at 150 dpi halves the page and leaves no drawing`, async () => {
    const { raster, drawing } = await scannedAgain(bands(), 150, mode);
    assert.deepEqual([raster.widthPx, raster.heightPx, raster.rgb.length], [90, 30, 3 * 90 * 30]);
    assert.equal(drawing, null);
  });

test('line art keeps ink and loses the grid', async () => {
  const page = await scannedAgain(bands(), 300, 'bw');
  assert.deepEqual(middles(page), [
    [255, 255, 255],
    [255, 255, 255],
    [0, 0, 0],
  ]);
  assert.ok(page.raster.rgb.every((value) => value === 0 || value === 255));
});

test('grey has no colour, colour keeps it, JPEG nearly', async () => {
  const [, pinkInGrey] = middles(await scannedAgain(bands(), 300, 'grey'));
  assert.equal(new Set(pinkInGrey).size, 1);
  assert.ok(pinkInGrey![0]! > 170 && pinkInGrey![0]! < 220);
  assert.deepEqual(middles(await scannedAgain(bands(), 300, 'colour'))[1], [245, 170, 180]);
  const [, pink] = middles(await scannedAgain(bands(), 300, 'jpeg50'));
  for (const [i, value] of [245, 170, 180].entries()) assert.ok(Math.abs(pink![i]! - value) < 12, `${pink}`);
});

test('a scanner has no other modes', () => {
  assert.throws(() => suitePages('pdf-150-sepia', '.', 1, 1), RangeError);
});
