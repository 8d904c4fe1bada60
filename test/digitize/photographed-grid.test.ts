import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findGrid } from '../../functions/digitize/find-grid.ts';
import { inkMap } from '../../functions/digitize/ink-map.ts';
import { toMm } from '../../functions/digitize/paper-map.ts';
import { completePage } from '../../synth/page/default-spec.ts';
import { seededRandom } from '../../synth/random.ts';
import { roomLight } from '../../synth/scene/light.ts';
import type { PageFields, View } from '../../synth/scene/plan.ts';
import { renderPlan } from '../../synth/scene/render-scene.ts';
import { defocus, jpeg, noise } from '../../synth/scene/sensor.ts';
import { buildWarp, warpPoint } from '../../synth/scene/warp.ts';
import { synthesise } from '../../synth/synthesise.ts';

/** A sheet on a table, photographed askew in a room. */
async function photograph(page: PageFields, { shape, camera }: Pick<View, 'shape' | 'camera'>, blurPx: number) {
  const view: View = { shape, camera, margins: [0.02, 0.02, 0.02, 0.02], background: 'desk', pxPerMm: 5.5 };
  const random = seededRandom(page.seed);
  const effects = [roomLight(random, 0.8), defocus(blurPx), noise(random, 3), jpeg(60)];
  const plan = { page, marks: [], headDotsPerMm: null, sheetEffects: [], view, effects, ecg: {} };
  const { raster } = await renderPlan(plan, synthesise({ seed: 3, durationS: 10 }), random);
  const { paperMm, traceBoxMm } = completePage(page);
  const warp = buildWarp(paperMm, shape, camera, view.margins, view.pxPerMm);
  return {
    raster: { index: 0, dpi: null, widthPx: raster.width, heightPx: raster.height, rgb: raster.rgb },
    traceBoxMm,
    seenAt: (xMm: number, yMm: number) => warpPoint(warp, xMm, yMm),
  };
}

/** Largest error of distances of 50 mm between places of the traces' box, as a share; null where no grid is found. */
async function scaleError(
  page: PageFields,
  view: Pick<View, 'shape' | 'camera'>,
  blurPx: number,
): Promise<number | null> {
  const { raster, traceBoxMm, seenAt } = await photograph(page, view, blurPx);
  const map = findGrid(inkMap(raster).print)?.map;
  if (map === undefined) return null;
  const [left, top, width, height] = traceBoxMm;
  const at = (x: number, y: number) => toMm(map, ...seenAt(x, y));
  let worst = 0;
  for (let y = top + 10; y + 60 < top + height; y += 10)
    for (let x = left + 10; x + 60 < left + width; x += 10) {
      const [from, right, below] = [at(x, y), at(x + 50, y), at(x, y + 50)];
      for (const to of [right, below])
        worst = Math.max(worst, Math.abs(Math.hypot(to[0] - from[0], to[1] - from[1]) / 50 - 1));
    }
  return worst;
}

const FLAT = { curlMm: 0, curlVertical: false, curlPhase: 0, folds: [], jitterMm: 0, seed: 1 };
const ASKEW = { tiltDeg: 9, tiltTowardsDeg: 40, rollDeg: -2, distanceMm: 400, lens: 0 };

test('a dotted grid too faint to stand out beside the traces is found', async () => {
  const page: PageFields = { seed: 5, grid: 'dotted', gridColor: [205, 200, 195], fineOpacity: 0.5, penMm: 0.4 };
  const error = await scaleError(page, { shape: FLAT, camera: ASKEW }, 0.7);
  assert.ok(error !== null && error < 0.004, `scale off by ${error}`);
});

test('a folded sheet is followed by its 5-mm lines alone', async () => {
  const page: PageFields = { seed: 6, grid: 'five-only', gridColor: [90, 160, 120] };
  const folds = [{ atMm: 150, vertical: true, angleDeg: 7 }];
  const error = await scaleError(page, { shape: { ...FLAT, curlMm: 8, folds }, camera: ASKEW }, 1.3);
  assert.ok(error !== null && error < 0.0055, `scale off by ${error}`);
});
