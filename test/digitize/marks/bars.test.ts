import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBars } from '../../../functions/digitize/marks/bars.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PITCH = 8;

/** A bar from `left` to `right` (fractions of a pixel are grey) over rows 60 to 120, with a trace that comes from one side and ends at it. */
function barAt(left: number, right: number, hasTrace: boolean) {
  const ink = emptyPlane(300, 200);
  for (let y = 60; y < 120; y++)
    for (let x = 140; x < 170; x++) {
      const covered = Math.max(0, Math.min(x + 1, right) - Math.max(x, left));
      ink.values[y * ink.widthPx + x] = Math.round(250 * covered);
    }
  if (hasTrace) for (let y = 88; y < 92; y++) ink.values.fill(250, y * ink.widthPx + 20, y * ink.widthPx + 150);
  return findBars(ink, findComponents(ink, 105).components, PITCH, PITCH, 105);
}

test('the middle of a bar is known to a fraction of a pixel, whatever ends at it on one side', () => {
  for (const hasTrace of [false, true])
    for (const left of [150, 150.2, 150.5, 150.8]) {
      const bars = barAt(left, left + 4.6, hasTrace);
      assert.equal(bars.length, 1);
      assert.ok(Math.abs(bars[0]!.centreX - left - 2.3) < 0.05, `${bars[0]!.centreX} for ${left + 2.3}`);
    }
});
