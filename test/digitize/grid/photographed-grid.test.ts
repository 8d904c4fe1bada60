import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findGrid, followFrom } from '../../../functions/digitize/grid/find-grid.ts';
import { inkMap } from '../../../functions/digitize/ink/ink-map.ts';
import { sheetPapers } from '../../../functions/digitize/sheet/sheet-map.ts';
import { sheetOutline } from '../../../functions/digitize/sheet/sheet-outline.ts';
import type { PageFields } from '../../../synth/scene/plan.ts';
import { ASKEW, FLAT, photograph } from '../photograph.ts';

const DOTTED: PageFields = { seed: 5, grid: 'dotted', gridColor: [205, 200, 195], fineOpacity: 0.5, penMm: 0.4 };

test('a dotted grid too faint to stand out beside the traces is found', async () => {
  const { raster, scaleError } = await photograph(DOTTED, { shape: FLAT, camera: ASKEW }, 0.7);
  const map = findGrid(inkMap(raster).print)?.map;
  assert.ok(map !== undefined);
  assert.ok(scaleError(map) < 0.004, `scale off by ${scaleError(map)}`);
});

test('a folded sheet is followed by its 5-mm lines alone', async () => {
  const page: PageFields = { seed: 6, grid: 'five-only', gridColor: [90, 160, 120] };
  const folds = [{ atMm: 150, vertical: true, angleDeg: 7 }];
  const shape = { ...FLAT, curlMm: 8, folds };
  const { raster, scaleError } = await photograph(page, { shape, camera: ASKEW }, 1.3);
  const map = findGrid(inkMap(raster).print)?.map;
  assert.ok(map !== undefined);
  assert.ok(scaleError(map) < 0.0055, `scale off by ${scaleError(map)}`);
});

test('5-mm lines alone are told from one another on a folded sheet that is seen from far aside', async () => {
  const folds = [{ atMm: 110, vertical: true, angleDeg: 6 }];
  for (const [tiltTowardsDeg, rollDeg, seed, mostOff] of [
    [95, 3, 9, 0.02],
    [185, 9, 8, 0.06],
  ] as const) {
    const page: PageFields = { seed, grid: 'five-only', gridColor: [110, 110, 110] };
    const camera = { tiltDeg: 27, tiltTowardsDeg, rollDeg, distanceMm: 430, lens: 0 };
    const { raster, scaleError } = await photograph(page, { shape: { ...FLAT, curlMm: 3, folds }, camera }, 1.2);
    const map = findGrid(inkMap(raster).print)?.map;
    assert.ok(map !== undefined);
    assert.ok(scaleError(map) < mostOff, `scale off by ${scaleError(map)}`);
  }
});

test('the outline of the sheet leads to a grid', async () => {
  const { raster, scaleError } = await photograph(DOTTED, { shape: FLAT, camera: { ...ASKEW, tiltDeg: 25 } }, 0.7);
  const outline = sheetOutline(raster);
  const sheet = outline && sheetPapers(outline, raster.widthPx, raster.heightPx)[0]?.map;
  const grid = sheet && followFrom(inkMap(raster).print, sheet);
  assert.ok(grid);
  assert.ok(scaleError(grid.map) < 0.004, `scale off by ${scaleError(grid.map)}`);
});

test('paper without a grid is none, whatever the outline says', async () => {
  const { raster } = await photograph({ seed: 7, grid: 'none' }, { shape: FLAT, camera: ASKEW }, 0.7);
  const outline = sheetOutline(raster);
  const sheet = outline && sheetPapers(outline, raster.widthPx, raster.heightPx)[0]?.map;
  assert.ok(sheet);
  assert.equal(followFrom(inkMap(raster).print, sheet), null);
});
