import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderPage } from '../../synth/page/render-page.ts';
import { synthesise } from '../../synth/synthesise.ts';
import { ramps } from './ramps.ts';

for (const [pxPerMm, penMm] of [
  [8, 0.25],
  [7.874, 0.4],
  // A pen under two pixels wide hides up to 0.1 px of its place in the pixels' areas, whoever draws it.
  [4, 0.5],
  [11.811, 0.3],
] as const)
  test(`ink lies where the truth says at ${pxPerMm} px/mm with a ${penMm} mm pen`, () => {
    const page = renderPage(
      { seed: 1, layout: '3x1', rhythmLeads: [], grid: 'none', label: 'left', pxPerMm, penMm },
      ramps(),
    );
    const line = page.truth.lines[1]!;
    const { rgb, width } = page.raster;
    const reachPx = 1.5 * pxPerMm;
    for (const [from, to] of [
      [0.3, 1.7],
      [2.3, 3.7],
      [4.3, 5.7],
      [6.3, 7.7],
    ] as const) {
      let worst = 0;
      for (let i = from * 500; i < to * 500; i += 7) {
        const column = Math.round(line.xPx[i]!);
        // The truth at the column's centre, between the two samples around it.
        const at = (column - line.xPx[0]!) / (line.xPx[1]! - line.xPx[0]!);
        const low = Math.floor(at);
        const expected = line.yPx[low]! + (at - low) * (line.yPx[low + 1]! - line.yPx[low]!);
        let [mass, moment] = [0, 0];
        for (let y = Math.round(expected - reachPx); y <= Math.round(expected + reachPx); y++) {
          const ink = 255 - rgb[3 * (y * width + column)]!;
          mass += ink;
          moment += ink * y;
        }
        worst = Math.max(worst, Math.abs(moment / mass - expected));
      }
      assert.ok(worst < 0.05, `between ${from} and ${to} s the ink is ${worst.toFixed(3)} px off`);
    }
  });

test('the truth of a line says the millivolts that were drawn', () => {
  const page = renderPage({ seed: 2, gainMmPerMv: 5, chestGainMmPerMv: 10, speedMmPerS: 25 }, synthesise({ seed: 2 }));
  for (const line of page.truth.lines) {
    assert.equal(line.gainMmPerMv, line.lead.startsWith('V') ? 10 : 5);
    for (const i of [0, 300, 900]) {
      assert.ok(Math.abs((line.zeroMm - line.yMm[i]!) / line.gainMmPerMv - line.mv[i]!) < 1e-6);
      assert.ok(Math.abs((line.xMm[i]! - line.xMm[0]!) / line.speedMmPerS - i / 500) < 1e-9);
    }
  }
});

test('the same seed gives the same pixels', () => {
  const draw = (): Buffer => Buffer.from(renderPage({ seed: 7, pxPerMm: 4 }, synthesise({ seed: 7 })).raster.rgb);
  assert.ok(draw().equals(draw()));
});
