import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followLattice, followToRim } from '../../../functions/digitize/grid/follow-lattice.ts';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import { bentGrid, HEIGHT, MIDDLE_PX, offAt, PITCH_PX, WIDTH } from './bent-sheet.ts';

/** From here to the left rim the sheet curls away, so that lines draw nearer and nearer, px. */
const CURL_PX = 340;

function curledMm(x: number): number {
  const bent = Math.max(0, CURL_PX - x);
  return (x - MIDDLE_PX - 0.0002 * bent * bent) / PITCH_PX;
}

test('paper that curls by 12 % at its rim is followed to it', () => {
  const print = bentGrid(curledMm);
  const flat = plainMap(WIDTH, HEIGHT, { x: PITCH_PX, y: PITCH_PX }, 0);
  const { map } = followLattice(print, flat, PITCH_PX, 1);
  const rim = followToRim(print, map, PITCH_PX);
  assert.ok(offAt(map, curledMm, 100) > 0.5, `the lattice itself ends before, ${offAt(map, curledMm, 100)}`);
  assert.ok(offAt(rim, curledMm, 100) < 0.1, `${offAt(rim, curledMm, 100)}`);
  assert.ok(offAt(rim, curledMm, 1500) < 0.05, `${offAt(rim, curledMm, 1500)}`);
});

test('a flat map stays as it is', () => {
  const flat = plainMap(WIDTH, HEIGHT, { x: PITCH_PX, y: PITCH_PX }, 0);
  assert.equal(followToRim(bentGrid(curledMm), flat, PITCH_PX), flat);
});
