import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findGrid } from '../../../functions/digitize/grid/find-grid.ts';
import { toMm, toPx } from '../../../functions/digitize/grid/paper-map.ts';

/** A grey grid of 1-mm lines, every fifth darker, turned by an angle. */
function gridPlane(pitch: number, angleRad: number) {
  const [widthPx, heightPx] = [1200, 900];
  const values = new Uint8Array(widthPx * heightPx);
  const [cos, sin] = [Math.cos(angleRad), Math.sin(angleRad)];
  const line = (mm: number) => {
    const off = Math.abs(mm - Math.round(mm)) * pitch;
    return off > 0.9 ? 0 : (1 - off / 0.9) * (Math.round(mm) % 5 === 0 ? 220 : 90);
  };
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      values[y * widthPx + x] = Math.max(line((x * cos + y * sin) / pitch), line((y * cos - x * sin) / pitch));
    }
  }
  return { widthPx, heightPx, values };
}

for (const [pitch, degrees] of [
  [4.37, 0],
  [7.9, 3.4],
  [6.1, -7],
  [8.3, 31],
] as const) {
  test(`a grid of ${pitch} px a mm turned by ${degrees}° is measured to a third of a percent`, () => {
    const plane = gridPlane(pitch, (degrees * Math.PI) / 180);
    const map = findGrid(plane)?.map;
    assert.ok(map !== undefined);
    const [a, b] = [toMm(map, 100, 450), toMm(map, 1100, 450)];
    const mm = Math.hypot(b[0] - a[0], b[1] - a[1]);
    assert.ok(Math.abs((mm * pitch) / 1000 - 1) < 0.0033, `1000 px read as ${mm} mm`);
    const back = toPx(map, a[0], a[1], [600, 450]);
    assert.ok(back !== null && Math.hypot(back[0] - 100, back[1] - 450) < 0.01);
  });
}

test('plain paper has no grid', () => {
  assert.equal(findGrid({ widthPx: 800, heightPx: 600, values: new Uint8Array(800 * 600) }), null);
});
