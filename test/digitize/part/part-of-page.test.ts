import assert from 'node:assert/strict';
import { test } from 'node:test';
import { geometryOnWhole, partOfPage, penOnWhole } from '../../../functions/digitize/part/part-of-page.ts';

const PART = { left: 3, top: 2, widthPx: 4, heightPx: 5 };

test('a part holds the pixels of its page', () => {
  const [widthPx, heightPx] = [10, 9];
  const rgb = Uint8Array.from({ length: 3 * widthPx * heightPx }, (_, i) => i % 251);
  const part = partOfPage({ index: 1, dpi: null, widthPx, heightPx, rgb }, PART);
  assert.deepEqual([part.index, part.widthPx, part.heightPx, part.rgb.length], [1, 4, 5, 60]);
  for (let y = 0; y < 5; y++)
    for (let x = 0; x < 12; x++) assert.equal(part.rgb[y * 12 + x], rgb[3 * ((y + 2) * widthPx + 3) + x]);
});

test('the ink of a part lies on the whole page where the part does, and nowhere else', () => {
  const values = Uint8Array.from({ length: 20 }, (_, i) => i + 1);
  const whole = penOnWhole({ widthPx: 4, heightPx: 5, values }, PART, { widthPx: 10, heightPx: 9 });
  assert.deepEqual([whole.widthPx, whole.heightPx], [10, 9]);
  whole.values.forEach((value, i) => {
    const [x, y] = [(i % 10) - 3, Math.floor(i / 10) - 2];
    assert.equal(value, x >= 0 && x < 4 && y >= 0 && y < 5 ? values[4 * y + x] : 0);
  });
});

test('the same millimetre lies on the same spot of the whole page', () => {
  const mmToPx = [8, 0.1, 5, -0.2, 7.5, 9, 1e-4, 2e-4, 1];
  const geometry = { mmToPx, quarterTurns: 0, pitchPx: { x: 8, y: 8 }, angleDeg: 0 } as const;
  const at = (h: readonly number[], x: number, y: number) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, k = 0, i = 0] = h;
    const depth = g * x + k * y + i;
    return [(a * x + b * y + c) / depth, (d * x + e * y + f) / depth] as const;
  };
  const moved = geometryOnWhole(geometry, PART);
  for (const [x, y] of [
    [0, 0],
    [120, 40],
    [250, 180],
  ] as const) {
    const [px, py] = at(mmToPx, x, y);
    const [wx, wy] = at(moved.mmToPx, x, y);
    assert.ok(Math.abs(wx - px - 3) < 1e-9 && Math.abs(wy - py - 2) < 1e-9);
  }
  assert.deepEqual({ ...moved, mmToPx }, geometry);
});
