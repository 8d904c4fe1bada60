import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPageNetwork } from '../../functions/digitize/networks/open-page-network.ts';
import { digitize } from '../../functions/digitize/step.ts';
import { renderScene } from '../../synth/scene/render-scene.ts';

async function readScene(seed: number, family: string) {
  const { raster, truth } = await renderScene(seed, family);
  const page = { index: 0, dpi: null, widthPx: raster.width, heightPx: raster.height, rgb: raster.rgb };
  const read = await digitize({ raster: page, drawing: null }, {}, await openPageNetwork('models', 1));
  assert.ok(read.ok, read.ok ? '' : read.problem.code);
  assert.equal(read.value.layout, truth.layout);
  return read.value;
}

test('a page on its side is turned, though bars between its columns run across it and read as a row', async () => {
  const { leads } = await readScene(125001, 'scan-any-angle');
  assert.ok(Object.values(leads).every((lead) => lead !== null));
});

test('a page on its side without a grid, on which nothing tells the scale as it lies, is turned to where its names read', async () => {
  const { leads, geometry } = await readScene(310013, 'scan-turned');
  assert.equal(geometry.quarterTurns, 3);
  assert.ok((['V1', 'V2', 'V3', 'V4', 'V5', 'V6'] as const).every((lead) => leads[lead] !== null));
});

test('a page upside down whose names read the same both ways is turned by where they stand', async () => {
  const { geometry } = await readScene(310015, 'scan-turned');
  assert.equal(geometry.quarterTurns, 2);
});
