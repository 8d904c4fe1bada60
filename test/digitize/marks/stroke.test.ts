import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flankWidth } from '../../../functions/digitize/marks/stroke.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PITCH = 8;
const [WIDTH, HEIGHT] = [900, 120];

/** A level stroke of 5 px, as tremor thickens it, with upright strokes of `widthPx` that rise `tallMm` above it. */
function page(strokes: readonly { readonly count: number; readonly widthPx: number; readonly tallMm: number }[]) {
  const ink = emptyPlane(WIDTH, HEIGHT);
  for (let y = 80; y < 85; y++) ink.values.fill(255, y * WIDTH, (y + 1) * WIDTH);
  let left = 4;
  for (const { count, widthPx, tallMm } of strokes) {
    for (let i = 0; i < count; i++, left += 10) {
      for (let y = 80 - Math.round(tallMm * PITCH); y < 80; y++)
        ink.values.fill(255, y * WIDTH + left, y * WIDTH + left + widthPx);
    }
  }
  return ink;
}

function measured(...strokes: Parameters<typeof page>[0]) {
  const ink = page(strokes);
  return flankWidth(ink, findComponents(ink, 128).runs, 255, PITCH, PITCH, () => true);
}

test('the pen is as wide as steep strokes are, of low voltage too', () => {
  assert.equal(measured({ count: 30, widthPx: 2, tallMm: 4 }), 2);
  assert.equal(measured({ count: 30, widthPx: 2, tallMm: 1.75 }), 2);
});

test('low strokes are asked only where there are few tall ones', () => {
  assert.equal(measured({ count: 30, widthPx: 3, tallMm: 4 }, { count: 30, widthPx: 2, tallMm: 1.75 }), 3);
});

test('a page without steep strokes tells nothing', () => {
  assert.equal(measured({ count: 30, widthPx: 2, tallMm: 0.5 }), null);
});
