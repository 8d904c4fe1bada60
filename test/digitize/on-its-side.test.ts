import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPageNetwork } from '../../functions/digitize/networks/open-page-network.ts';
import { digitize } from '../../functions/digitize/step.ts';
import { renderScene } from '../../synth/scene/render-scene.ts';

test('a page on its side is turned, though bars between its columns run across it and read as a row', async () => {
  const { raster, truth } = await renderScene(125001, 'scan-any-angle');
  const page = { index: 0, dpi: null, widthPx: raster.width, heightPx: raster.height, rgb: raster.rgb };
  const read = await digitize({ raster: page, drawing: null }, {}, await openPageNetwork('models', 1));
  assert.ok(read.ok, read.ok ? '' : read.problem.code);
  assert.equal(read.value.layout, truth.layout);
  assert.ok(Object.values(read.value.leads).every((lead) => lead !== null));
});
