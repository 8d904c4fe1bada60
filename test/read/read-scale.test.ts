import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readScale } from '../../functions/read/read-scale.ts';
import { createOcrPool } from '../../functions/read/recognise/ocr-pool.ts';
import { renderPage } from '../../synth/page/render-page.ts';
import { synthesise } from '../../synth/synthesise.ts';
import { digitized } from '../worker/fake-stages.ts';

const ocr = createOcrPool({ size: 1 });
after(() => ocr.close());

const ecg = synthesise({ seed: 3, rateBpm: 82 });
const { raster } = renderPage({ seed: 11, vendor: 'muse', pxPerMm: 8, speedMmPerS: 50, gainMmPerMv: 5 }, ecg);
const size = { widthPx: raster.width, heightPx: raster.height };
const pageOf = (rgb: Uint8Array) => ({ raster: { index: 0, ...size, dpi: null, rgb }, drawing: null });
const printed = pageOf(raster.rgb);
const blank = pageOf(new Uint8Array(raster.rgb.length).fill(255));
/** What is dark on the page in all colours. */
const ink = Uint8Array.from(
  { length: size.widthPx * size.heightPx },
  (_, i) => 255 - Math.max(...raster.rgb.subarray(3 * i, 3 * i + 3)),
);
const { geometry } = digitized();
const SAID = { speedMmPerS: 50, gainMmPerMv: 5 };

test('speed and gain are read off the print', async () => {
  assert.deepEqual(await readScale(printed, geometry, ocr), SAID);
});

test("they are read in the pens' ink, whichever way up, or else as they are printed", async () => {
  assert.deepEqual(await readScale(blank, geometry, ocr, { ...size, values: ink }), SAID);
  const upsideDown = { ...geometry, quarterTurns: 2 } as const;
  assert.deepEqual(await readScale(blank, upsideDown, ocr, { ...size, values: ink.toReversed() }), SAID);
  const nothing = { ...size, values: new Uint8Array(ink.length) };
  assert.deepEqual(await readScale(printed, geometry, ocr, nothing), SAID);
  assert.deepEqual(await readScale(blank, geometry, ocr, nothing), {});
});
