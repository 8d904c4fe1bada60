import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measurePhases } from '../../../functions/digitize/grid/grid-phase.ts';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import { phasesOnce } from '../../../functions/digitize/grid/phases-once.ts';

const PITCH_PX = 8;
const print = {
  widthPx: 320,
  heightPx: 240,
  values: Uint8Array.from({ length: 320 * 240 }, (_, i) => ((i % 320) % PITCH_PX === 0 ? 200 : 20)),
};
const map = plainMap(320, 240, { x: PITCH_PX, y: PITCH_PX }, 0);

test('a map of the same values in cells of the same size is measured once', () => {
  const measure = phasesOnce(print);
  const cells = measure(map, PITCH_PX, 1);
  assert.deepEqual(cells, measurePhases(print, map, PITCH_PX, 1));
  assert.equal(measure({ ...map, view: map.view.slice() }, PITCH_PX + 0.01, 1), cells);
});

test('another map, tone or size of cells is measured anew', () => {
  const measure = phasesOnce(print);
  const turned = plainMap(320, 240, { x: PITCH_PX, y: PITCH_PX }, 0.01);
  for (const [as, pitchPx, cyclesPerMm] of [
    [turned, PITCH_PX, 1],
    [map, PITCH_PX, 0.2],
    [map, 0.75 * PITCH_PX, 1],
    [map, PITCH_PX, 1],
  ] as const)
    assert.deepEqual(measure(as, pitchPx, cyclesPerMm), measurePhases(print, as, pitchPx, cyclesPerMm));
});

test('what was asked before another map is not measured again', () => {
  const measure = phasesOnce(print);
  const cells = measure(map, PITCH_PX, 1);
  measure(plainMap(320, 240, { x: PITCH_PX, y: PITCH_PX }, 0.01), PITCH_PX, 1);
  assert.equal(measure(map, PITCH_PX, 1), cells);
});
