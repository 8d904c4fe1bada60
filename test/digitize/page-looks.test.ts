import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UNASKED } from '../../functions/digitize/known-print.ts';
import { openPageNetwork } from '../../functions/digitize/networks/open-page-network.ts';
import { pageLooks } from '../../functions/digitize/page-looks.ts';
import { digitizeRaster } from '../../functions/digitize/raster-page.ts';
import { renderScene } from '../../synth/scene/render-scene.ts';

test('a page that was looked at once reads the same again, whatever the first reading took out of its ink', async (t) => {
  const { raster } = await renderScene(41, 'scan', { pxPerMm: 5 });
  const page = { index: 0, widthPx: raster.width, heightPx: raster.height, dpi: null, rgb: raster.rgb };
  const network = await openPageNetwork('models', 1);
  t.after(() => network.close());
  let seen = 0;
  const read: typeof network.read = (...view) => {
    seen++;
    return network.read(...view);
  };
  const counting = { ...network, read };
  const looks = pageLooks(page, {}, counting);
  const first = await digitizeRaster(page, {}, counting, UNASKED, looks);
  const seenOnce = seen;
  const second = await digitizeRaster(page, {}, counting, UNASKED, looks);
  assert.ok(first.ok && second.ok);
  assert.deepEqual(second.value.leads, first.value.leads);
  assert.deepEqual(second.value.quality, first.value.quality);
  assert.ok(seenOnce > 0);
  assert.equal(seen, seenOnce);
});
