import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import { type FoundGrid, isSure } from '../../../functions/digitize/grid/sure-grid.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PITCH_PX = 7;
const PAGE = emptyPlane(280 * PITCH_PX, 200 * PITCH_PX);

/** What a folded sheet comes to: its lines run off the map at first, and come into step wherever they show. */
const FOLDED: FoundGrid = {
  map: plainMap(PAGE.widthPx, PAGE.heightPx, { x: PITCH_PX, y: PITCH_PX }, 0),
  pitchPx: PITCH_PX,
  agreement: 0.82,
  coverage: 0.5,
  cells: 900,
  unrest: 0.16,
  rest: 0.05,
  half: 0,
};

test('lines that run off the map at first are a grid where they come into step nearly everywhere that they show', () => {
  assert.equal(isSure(FOLDED, PAGE), true);
  for (const less of [{ agreement: 0.7 }, { coverage: 0.35 }, { rest: 0.09 }, { cells: 200 }])
    assert.equal(isSure({ ...FOLDED, ...less }, PAGE), false, JSON.stringify(less));
});

test('they are none where they make the paper as small as a stamp', () => {
  assert.equal(isSure({ ...FOLDED, pitchPx: 4 * PITCH_PX }, PAGE), false);
});
