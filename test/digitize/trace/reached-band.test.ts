import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceReaching } from '../../../functions/digitize/trace/reached-band.ts';
import type { Stretch } from '../../../functions/digitize/trace/stretch.ts';
import { drawnLine } from '../drawn-line.ts';

const PX = 4;
const [WIDTH, HEIGHT] = [300, 420];
const BASELINE = 400;
/** A wave of 70 mm. */
const TIP = BASELINE - 70 * PX;
const ink = drawnLine(
  [
    [10, BASELINE],
    [140, BASELINE],
    [150, TIP],
    [160, BASELINE],
    [290, BASELINE],
  ],
  3,
  WIDTH,
  HEIGHT,
);
const sight = { ink, level: 255, strokePx: 3, hidden: new Uint8Array(ink.values.length) };
const band = {
  top: BASELINE - 32 * PX,
  bottom: HEIGHT,
  left: 12,
  right: 288,
  baselinePx: BASELINE,
  spaceAbovePx: 32 * PX,
  spaceBelowPx: 32 * PX,
  crowded: false,
};
const stretch: Stretch = { row: 0, column: 0, rhythm: false, fromX: 12, toX: 288, band };
const furthest = { top: BASELINE - 80 * PX, bottom: HEIGHT };

test('a wave that runs out of the band of a row is followed where no other row stands', () => {
  const { stretch: reaching, trace } = traceReaching(sight, { ...stretch, furthest }, PX);
  assert.equal(reaching.band.top, furthest.top);
  assert.equal(reaching.band.bottom, band.bottom);
  assert.ok(Math.min(...trace.edgeY) < TIP + 8 * PX, `${Math.min(...trace.edgeY)}`);
});

test('the band is the limit beside other rows, and of waves that end in it', () => {
  assert.equal(traceReaching(sight, stretch, PX).stretch, stretch);
  const roomy = { ...stretch, furthest, band: { ...band, top: TIP - 20 } };
  assert.equal(traceReaching(sight, roomy, PX).stretch, roomy);
});
