import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPageNetwork } from '../../functions/digitize/page-network/open-page-network.ts';
import { digitize } from '../../functions/digitize/step.ts';
import { renderScene } from '../../synth/scene/render-scene.ts';

test('a dithered page whose screen passes for a grid is read without one where that reads better', async () => {
  const { raster, truth } = await renderScene(103001, 'dithered');
  const page = { index: 0, dpi: null, widthPx: raster.width, heightPx: raster.height, rgb: raster.rgb };
  const read = await digitize({ raster: page, drawing: null }, {}, await openPageNetwork('models', 1));
  assert.ok(read.ok, read.ok ? '' : read.problem.code);
  const { layout, calibration, geometry, quality } = read.value;
  assert.equal(layout, truth.layout);
  assert.notEqual(calibration.source, 'grid');
  assert.ok(Math.abs(geometry.pitchPx.x / truth.pitchPx.x - 1) < 0.005, `pitch ${geometry.pitchPx.x}`);
  assert.ok(quality.reasons.some((reason) => reason.startsWith('No grid was found')));
});
