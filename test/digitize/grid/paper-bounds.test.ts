import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inkedPaper, wholePage } from '../../../functions/digitize/grid/paper-bounds.ts';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const SIDE_PX = 1600;
const PITCH_PX = 8;
const map = plainMap(SIDE_PX, SIDE_PX, { x: PITCH_PX, y: PITCH_PX }, 0);

test('the part of the paper with ink on it is told with room around it', () => {
  const ink = emptyPlane(SIDE_PX, SIDE_PX);
  ink.values.fill(200, 800 * SIDE_PX + 640, 800 * SIDE_PX + 960);
  const { left, top, right, bottom } = inkedPaper(ink, map);
  // The stroke lies from 640 to 960 px of 1600 at 8 px/mm, the middle at 0 mm.
  assert.ok(left < -20 - 6 && left > -20 - 14, `left ${left}`);
  assert.ok(right > 20 + 6 && right < 20 + 14, `right ${right}`);
  assert.ok(top < 0 - 6 && bottom > 0 + 6 && bottom - top < 26, `${top} to ${bottom}`);
});

test('specks of one or two pixels are no ink', () => {
  const ink = emptyPlane(SIDE_PX, SIDE_PX);
  ink.values.fill(200, 800 * SIDE_PX + 640, 800 * SIDE_PX + 960);
  const clean = inkedPaper(ink, map);
  ink.values[10 * SIDE_PX + 10] = 255;
  ink.values[1500 * SIDE_PX + 1500] = 255;
  assert.deepEqual(inkedPaper(ink, map), clean);
});

test('paper without ink and paper full of it are whole', () => {
  const blank = emptyPlane(SIDE_PX, SIDE_PX);
  const full = { ...blank, values: new Uint8Array(SIDE_PX * SIDE_PX).fill(90) };
  assert.deepEqual(inkedPaper(blank, map), wholePage(blank, map));
  assert.deepEqual(inkedPaper(full, map), wholePage(full, map));
});
