import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completePage } from '../../synth/page/default-spec.ts';
import { seededRandom } from '../../synth/random.ts';
import { FAR_MM } from '../../synth/scene/camera.ts';
import { FAMILIES } from '../../synth/scene/families.ts';
import { mapped } from '../../synth/scene/homography.ts';
import { drawPaperShape, FLAT } from '../../synth/scene/paper-shape.ts';
import type { ScenePlan, View } from '../../synth/scene/plan.ts';
import { renderPlan, renderScene } from '../../synth/scene/render-scene.ts';
import { ramps } from './ramps.ts';

const PAGE = {
  seed: 1,
  layout: '3x1',
  paperMm: [262, 110],
  gridBoxMm: [2, 2, 258, 106],
  furniture: false,
  rhythmLeads: [],
  grid: 'none',
  pulse: 'none',
  penMm: 0.5,
  label: 'left',
} as const;
const SIZE = completePage(PAGE).paperMm;
const STRAIGHT = { tiltDeg: 0, tiltTowardsDeg: 0, rollDeg: 0, distanceMm: FAR_MM, lens: 0 };

const VIEWS: Readonly<Record<string, Partial<View>>> = {
  'a straight scan': {},
  'a turn by 7.3°': { camera: { ...STRAIGHT, rollDeg: 7.3 } },
  'a quarter turn': { camera: { ...STRAIGHT, rollDeg: 90 } },
  'upside down': { camera: { ...STRAIGHT, rollDeg: 180 } },
  'a tilt of 30°': { camera: { ...STRAIGHT, tiltDeg: 30, tiltTowardsDeg: 50, distanceMm: 420 } },
  'a barrel lens': { camera: { ...STRAIGHT, lens: -0.04, distanceMm: 420 } },
  'curled and folded paper': {
    shape: drawPaperShape(seededRandom(5), SIZE, 1),
    camera: { ...STRAIGHT, tiltDeg: 12, distanceMm: 400 },
  },
  'a crop': { margins: [-0.05, -0.1, -0.02, -0.01] },
};

for (const [name, view] of Object.entries(VIEWS))
  test(`${name}: ink lies where the truth says`, async () => {
    const plan: ScenePlan = {
      page: PAGE,
      marks: [],
      headDotsPerMm: null,
      sheetEffects: [],
      view: {
        shape: FLAT,
        camera: STRAIGHT,
        margins: [0.01, 0.02, 0.03, 0.01],
        background: 'lid',
        pxPerMm: 8,
        ...view,
      },
      effects: [],
      ecg: {},
    };
    const page = await renderPlan(plan, ramps(), seededRandom(1));
    const { rgb, width, height } = page.raster;
    const ink = (x: number, y: number): number => 255 - rgb[3 * (y * width + x)]!;
    // Centroid of the ink across the line, at many places of a nearly flat trace.
    const misses: number[] = [];
    for (const line of page.truth.lines)
      for (let i = 200; i < 4800; i += 90) {
        const [x, y] = [line.xPx[i]!, line.yPx[i]!];
        const [dx, dy] = [line.xPx[i + 8]! - line.xPx[i - 8]!, line.yPx[i + 8]! - line.yPx[i - 8]!];
        if (!(x > 12 && y > 12 && x < width - 12 && y < height - 12)) continue;
        const length = Math.hypot(dx, dy);
        const [nx, ny] = [-dy / length, dx / length];
        let [mass, moment] = [0, 0];
        for (let py = Math.round(y) - 7; py <= Math.round(y) + 7; py++)
          for (let px = Math.round(x) - 7; px <= Math.round(x) + 7; px++) {
            const across = (px - x) * nx + (py - y) * ny;
            const along = (px - x) * -ny + (py - y) * nx;
            if (Math.abs(across) > 5 || Math.abs(along) > 3) continue;
            mass += Math.max(0, ink(px, py) - 40);
            moment += Math.max(0, ink(px, py) - 40) * across;
          }
        if (mass > 0) misses.push(moment / mass);
      }
    assert.ok(misses.length > 100, `${misses.length} places seen`);
    const bias = misses.reduce((a, b) => a + b, 0) / misses.length;
    const spread = misses.map(Math.abs).sort((a, b) => a - b)[Math.floor(0.95 * misses.length)]!;
    assert.ok(Math.abs(bias) < 0.03, `bias ${bias.toFixed(3)} px`);
    assert.ok(spread < 0.15, `19 of 20 within ${spread.toFixed(3)} px`);
    const [u, v] = mapped(page.truth.mmToPx, 140, 100);
    const flatCamera = view.shape === undefined && view.camera?.lens !== -0.04;
    if (flatCamera) {
      const line = page.truth.lines[0]!;
      const i = line.xPx.findIndex((value) => !Number.isNaN(value));
      const [lx, ly] = mapped(page.truth.mmToPx, line.xMm[i]!, line.yMm[i]!);
      assert.ok(Math.hypot(lx - line.xPx[i]!, ly - line.yPx[i]!) < 0.02, 'the homography says the same');
    }
    assert.ok(u > 0 && v > 0);
  });

test('every family draws a page with its leads in the picture, the same each time', async () => {
  for (const family of Object.keys(FAMILIES)) {
    const scene = await renderScene(2, family, { pxPerMm: 3 });
    assert.equal(scene.raster.rgb.length, 3 * scene.truth.widthPx * scene.truth.heightPx, family);
    const seen = scene.truth.lines.map((line) => line.xPx.filter((x) => !Number.isNaN(x)).length / line.xPx.length);
    assert.ok(Math.min(...seen) > 0.9, `${family}: ${Math.min(...seen)}`);
  }
  const [a, b] = [await renderScene(4, 'photo', { pxPerMm: 3 }), await renderScene(4, 'photo', { pxPerMm: 3 })];
  assert.ok(Buffer.from(a.raster.rgb).equals(Buffer.from(b.raster.rgb)));
});
