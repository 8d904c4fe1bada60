import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPageNetwork } from '../../functions/digitize/networks/open-page-network.ts';
import { digitize } from '../../functions/digitize/step.ts';
import { renderScene } from '../../synth/scene/render-scene.ts';

async function read(family: string, seed: number) {
  const { raster, truth } = await renderScene(seed, family);
  const page = { index: 0, dpi: null, widthPx: raster.width, heightPx: raster.height, rgb: raster.rgb };
  const result = await digitize({ raster: page, drawing: null }, {}, await openPageNetwork('models', 1));
  assert.ok(result.ok, result.ok ? '' : result.problem.code);
  return { ...result.value, truth };
}

test('a dithered page whose screen passes for a grid is read by its marks, and then by the grid under the screen', async () => {
  const { layout, geometry, truth } = await read('dithered', 103001);
  assert.equal(layout, truth.layout);
  assert.ok(Math.abs(geometry.pitchPx.x / truth.pitchPx.x - 1) < 0.001, `pitch ${geometry.pitchPx.x}`);
  assert.ok(Math.abs(geometry.pitchPx.y / truth.pitchPx.y - 1) < 0.001, `pitch ${geometry.pitchPx.y}`);
});

test('dots that make rows longer than a sheet are no grid', async () => {
  const { layout, geometry, leads, truth } = await read('dithered', 160993);
  assert.equal(layout, truth.layout);
  assert.ok(Math.abs(geometry.pitchPx.x / truth.pitchPx.x - 1) < 0.001, `pitch ${geometry.pitchPx.x}`);
  assert.equal(leads.I?.mv.length, 1250);
});

test('a picture of a whole sheet has the scale of the sheet, though its rows are half a percent short', async () => {
  const { calibration, truth } = await read('overlap', 107001);
  assert.equal(truth.gridMm, null);
  assert.ok(Math.abs(calibration.pitchPx.x / truth.pitchPx.x - 1) < 0.001, `pitch ${calibration.pitchPx.x}`);
});
