import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spectralGrids } from '../../../functions/digitize/grid/spectral-grids.ts';
import { emptyPlane, type Plane } from '../../../functions/digitize/maths/plane.ts';
import { seededRandom } from '../../../synth/random.ts';

const TURN = 0.35;
const PITCH_PX = 5.3;

/** Noisy paper with beats of a dark pen, and lines of a grid of `strength` levels, turned. */
function paper(strength: number, everyMm = 1): Plane {
  const plane = emptyPlane(1200, 900);
  const random = seededRandom(4);
  const [cos, sin] = [Math.cos(TURN), Math.sin(TURN)];
  for (let y = 0; y < plane.heightPx; y++) {
    for (let x = 0; x < plane.widthPx; x++) {
      const [u, v] = [(cos * x + sin * y) / PITCH_PX, (-sin * x + cos * y) / PITCH_PX];
      const line = (mm: number) => Math.max(0, Math.cos((2 * Math.PI * mm) / everyMm)) ** 4;
      const beat = Math.abs(y - 450 + 200 * Math.exp(-(((((x + 71) % 143) - 71) / 6) ** 2))) < 3 ? 150 : 0;
      plane.values[y * plane.widthPx + x] = Math.min(
        255,
        60 + 24 * random.next() + strength * (line(u) + line(v)) + beat,
      );
    }
  }
  return plane;
}

test('a grid fainter than the noise of the paper is found at any turn beside dark beats', () => {
  const [[tiles] = []] = spectralGrids(paper(9), 5, 4);
  assert.ok(tiles !== undefined && tiles.length >= 15, `${tiles?.length} squares`);
  for (const { down, across } of tiles) {
    for (const fit of [down, across]) {
      assert.ok(fit !== null);
      assert.ok(Math.abs(fit.angleRad - TURN) < 0.01, `turned ${fit.angleRad}`);
      assert.ok(Math.abs(fit.pitchPx / PITCH_PX - 1) < 0.01, `${fit.pitchPx} px`);
    }
  }
});

test('lines of 5 mm alone tell the millimetre', () => {
  const [[tiles] = []] = spectralGrids(paper(40, 5), 5, 4);
  const pitches = tiles?.map(({ down }) => down?.pitchPx ?? 0).sort((a, b) => a - b) ?? [];
  const middle = pitches[pitches.length >> 1] ?? 0;
  assert.ok(Math.abs(middle / PITCH_PX - 1) < 0.01, `${middle} px`);
});

test('paper without a grid shows none, however regular its beats are', () => {
  assert.deepEqual([...spectralGrids(paper(0), 5, 4)].flat(), []);
});
