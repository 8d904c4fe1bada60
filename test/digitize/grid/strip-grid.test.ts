import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findGrid } from '../../../functions/digitize/grid/find-grid.ts';
import { emptyPlane, type Plane } from '../../../functions/digitize/maths/plane.ts';

const PITCH_PX = 11.5;

/** A strip of gridded paper on a bare table; 5-mm lines are darker. */
function strip(widthPx: number, heightPx: number, lengthPx: number, breadthPx: number, turnRad: number): Plane {
  const plane = emptyPlane(widthPx, heightPx);
  const [cos, sin] = [Math.cos(turnRad), Math.sin(turnRad)];
  const dark = (mm: number) =>
    Math.max(0, 1 - 4 * Math.abs(mm - Math.round(mm))) * (Math.round(mm) % 5 === 0 ? 230 : 120);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const [dx, dy] = [x - widthPx / 2, y - heightPx / 2];
      const [along, across] = [dx * cos + dy * sin, dy * cos - dx * sin];
      if (Math.abs(along) > lengthPx / 2 || Math.abs(across) > breadthPx / 2) continue;
      plane.values[y * widthPx + x] = Math.max(dark(along / PITCH_PX), dark(across / PITCH_PX));
    }
  return plane;
}

test("a strip shorter than paper is shows its own lines, not those of its lattice's diagonals", () => {
  const found = findGrid(strip(2282, 1091, 2000, 420, 0.245));
  assert.ok(found);
  assert.ok(Math.abs(found.pitchPx / PITCH_PX - 1) < 0.01, `${found.pitchPx} px`);
});
