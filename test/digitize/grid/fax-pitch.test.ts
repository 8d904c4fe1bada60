import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faxPitch } from '../../../functions/digitize/grid/fax-pitch.ts';
import { findGrid } from '../../../functions/digitize/grid/find-grid.ts';
import { pitchOf } from '../../../functions/digitize/grid/paper-map.ts';
import { emptyPlane, type Plane } from '../../../functions/digitize/maths/plane.ts';
import { seededRandom } from '../../../synth/random.ts';

/** A grid of dotted lines, which a threshold leaves a part of. */
function dotted(pitchX: number, pitchY: number): Plane {
  const plane = emptyPlane(1700, 1200);
  const random = seededRandom(5);
  const isOn = (at: number, pitchPx: number) => at - Math.floor(Math.round(at / pitchPx) * pitchPx) === 0;
  for (let y = 0; y < plane.heightPx; y++) {
    for (let x = 0; x < plane.widthPx; x++) {
      const thick = isOn(x, 5 * pitchX) || isOn(y, 5 * pitchY);
      const thin = isOn(x, pitchX) || isOn(y, pitchY);
      if (random.next() < (thick ? 0.6 : thin ? 0.25 : 0.002)) plane.values[y * plane.widthPx + x] = 255;
    }
  }
  return plane;
}

test('the grid of a fax is found at two pitches, to a few hundredths of a percent', () => {
  const [x, y] = [8 * Math.sqrt(204 / 196), 8 / Math.sqrt(204 / 196)];
  const found = findGrid(dotted(x, y));
  assert.ok(found !== null);
  const pitch = pitchOf(found.map);
  assert.ok(Math.abs(pitch.x / x - 1) < 5e-4 && Math.abs(pitch.y / y - 1) < 5e-4, JSON.stringify(pitch));
});

test('square pixels and bare paper are no fax', () => {
  assert.equal(faxPitch(dotted(8, 8), 0), null);
  assert.equal(faxPitch(emptyPlane(1700, 1200), 0), null);
});
