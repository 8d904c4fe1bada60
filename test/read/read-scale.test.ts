import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readScale } from '../../functions/read/read-scale.ts';
import { createOcrPool } from '../../functions/read/recognise/ocr-pool.ts';
import { renderPage } from '../../synth/page/render-page.ts';
import { synthesise } from '../../synth/synthesise.ts';
import { digitized } from '../worker/fake-stages.ts';

const ocr = createOcrPool({ size: 1 });
after(() => ocr.close());

test('speed and gain are read off the print', async () => {
  const ecg = synthesise({ seed: 3, rateBpm: 82 });
  const { raster } = renderPage({ seed: 11, vendor: 'muse', pxPerMm: 8, speedMmPerS: 50, gainMmPerMv: 5 }, ecg);
  const page = {
    raster: { index: 0, widthPx: raster.width, heightPx: raster.height, dpi: null, rgb: raster.rgb },
    drawing: null,
  };
  const printed = await readScale(page, digitized().geometry, ocr);
  assert.deepEqual(printed, { speedMmPerS: 50, gainMmPerMv: 5 });
});
