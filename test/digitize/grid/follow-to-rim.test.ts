import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followLattice, followToRim } from '../../../functions/digitize/grid/follow-lattice.ts';
import { type PaperMap, plainMap, toMm } from '../../../functions/digitize/grid/paper-map.ts';
import { emptyPlane, type Plane } from '../../../functions/digitize/maths/plane.ts';

const WIDTH = 1600;
const HEIGHT = 900;
const PITCH_PX = 8;
/** From here to the left rim the sheet curls away, so that lines draw nearer and nearer, px. */
const CURL_PX = 340;

/** Where a column lies on the sheet, mm from its middle. */
function sheetMm(x: number): number {
  const bent = Math.max(0, CURL_PX - x);
  return (x - (WIDTH - 1) / 2 - 0.0002 * bent * bent) / PITCH_PX;
}

function curledGrid(): Plane {
  const plane = emptyPlane(WIDTH, HEIGHT);
  const dark = (mm: number) =>
    Math.max(0, 1 - 5 * Math.abs(mm - Math.round(mm))) * (Math.round(mm) % 5 === 0 ? 220 : 140);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      plane.values[y * WIDTH + x] = Math.max(dark(sheetMm(x)), dark((y - (HEIGHT - 1) / 2) / PITCH_PX));
  return plane;
}

/** How far a map is off at a column near the rim, against one in the middle, mm. */
function offAt(map: PaperMap, x: number): number {
  const error = (at: number) => toMm(map, at, HEIGHT / 2)[0] - sheetMm(at);
  return Math.abs(error(x) - error(WIDTH / 2));
}

test('paper that curls by 12 % at its rim is followed to it', () => {
  const print = curledGrid();
  const flat = plainMap(WIDTH, HEIGHT, { x: PITCH_PX, y: PITCH_PX }, 0);
  const { map } = followLattice(print, flat, PITCH_PX, 1);
  const rim = followToRim(print, map, PITCH_PX);
  assert.ok(offAt(map, 100) > 0.5, `the lattice itself ends before, ${offAt(map, 100)}`);
  assert.ok(offAt(rim, 100) < 0.1, `${offAt(rim, 100)}`);
  assert.ok(offAt(rim, 1500) < 0.05, `${offAt(rim, 1500)}`);
});

test('a flat map stays as it is', () => {
  const flat = plainMap(WIDTH, HEIGHT, { x: PITCH_PX, y: PITCH_PX }, 0);
  assert.equal(followToRim(curledGrid(), flat, PITCH_PX), flat);
});
