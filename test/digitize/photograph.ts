import type { PaperMap } from '../../functions/digitize/grid/paper-map.ts';
import { toMm } from '../../functions/digitize/grid/paper-map.ts';
import type { RasterPage } from '../../functions/ingest/types.ts';
import { completePage } from '../../synth/page/default-spec.ts';
import { seededRandom } from '../../synth/random.ts';
import { roomLight } from '../../synth/scene/light.ts';
import type { PageFields, View } from '../../synth/scene/plan.ts';
import { renderPlan } from '../../synth/scene/render-scene.ts';
import { defocus, jpeg, noise } from '../../synth/scene/sensor.ts';
import { buildWarp, warpPoint } from '../../synth/scene/warp.ts';
import { synthesise } from '../../synth/synthesise.ts';

export const FLAT = { curlMm: 0, curlVertical: false, curlPhase: 0, folds: [], jitterMm: 0, seed: 1 };
export const ASKEW = { tiltDeg: 9, tiltTowardsDeg: 40, rollDeg: -2, distanceMm: 400, lens: 0 };

export interface Photograph {
  readonly raster: RasterPage;
  /** Largest error of distances of 50 mm between places of the traces' box under a map, as a share. */
  scaleError(map: PaperMap): number;
}

/** A sheet on a table, photographed askew in a room. */
export async function photograph(
  page: PageFields,
  { shape, camera }: Pick<View, 'shape' | 'camera'>,
  blurPx: number,
): Promise<Photograph> {
  const view: View = { shape, camera, margins: [0.02, 0.02, 0.02, 0.02], background: 'desk', pxPerMm: 5.5 };
  const random = seededRandom(page.seed);
  const effects = [roomLight(random, 0.8), defocus(blurPx), noise(random, 3), jpeg(60)];
  const plan = { page, marks: [], headDotsPerMm: null, sheetEffects: [], view, effects, ecg: {} };
  const { raster } = await renderPlan(plan, synthesise({ seed: 3, durationS: 10 }), random);
  const { paperMm, traceBoxMm } = completePage(page);
  const warp = buildWarp(paperMm, shape, camera, view.margins, view.pxPerMm);
  const [left, top, width, height] = traceBoxMm;
  return {
    raster: { index: 0, dpi: null, widthPx: raster.width, heightPx: raster.height, rgb: raster.rgb },
    scaleError: (map) => {
      const at = (x: number, y: number) => toMm(map, ...warpPoint(warp, x, y));
      let worst = 0;
      for (let y = top + 10; y + 60 < top + height; y += 10)
        for (let x = left + 10; x + 60 < left + width; x += 10) {
          const from = at(x, y);
          for (const to of [at(x + 50, y), at(x, y + 50)])
            worst = Math.max(worst, Math.abs(Math.hypot(to[0] - from[0], to[1] - from[1]) / 50 - 1));
        }
      return worst;
    },
  };
}
