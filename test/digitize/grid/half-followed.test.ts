import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubtedByScale, gridScale } from '../../../functions/digitize/flat-page/page-scale.ts';
import { halfFollowed } from '../../../functions/digitize/grid/half-followed.ts';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';

/** Cells of a page, `weights` of the lines down and across it by column. */
function cells(rows: number, weights: readonly (readonly [down: number, across: number])[]) {
  const family = (which: 0 | 1) => ({
    offsetMm: new Float32Array(rows * weights.length),
    slopeMm: new Float32Array(rows * weights.length),
    weight: Float32Array.from({ length: rows * weights.length }, (_, i) => weights[i % weights.length]![which]),
  });
  return { columns: weights.length, rows, cellPx: 60, down: family(0), across: family(1) };
}

test('cells that show one family of lines and nothing of the other are counted among those that show any', () => {
  const page = cells(40, [
    [0.1, 30],
    [25, 0.2],
    [25, 30],
    [25, 3],
    [2, 0.1],
  ]);
  assert.equal(halfFollowed(page), 0.5);
});

test('a picture with hardly any grid tells nothing', () => {
  assert.equal(halfFollowed(cells(40, [[0.1, 30]])), 0);
});

test('a page whose grid was lost in a part of it is to be looked at, and says why', () => {
  const grid = {
    map: { ...plainMap(100, 100, { x: 8, y: 8 }, 0), view: Float64Array.of(12, 0, 0, 12, 0.05, 0) },
    agreement: 0.95,
    coverage: 0.9,
    cells: 400,
    unrest: 0.1,
    rest: 0.03,
    pitchPx: 8,
  };
  const quality = { score: 0.9, leads: {}, reasons: [] };
  const flat = plainMap(100, 100, { x: 8, y: 8 }, 0);
  assert.deepEqual(doubtedByScale(quality, gridScale({ ...grid, map: flat, half: 0.2 }), 25), quality);
  const followed = doubtedByScale(quality, gridScale({ ...grid, half: 0.02 }), 25);
  assert.deepEqual(followed, quality);
  const lost = doubtedByScale(quality, gridScale({ ...grid, half: 0.2 }), 25);
  assert.ok(lost.score < 0.5);
  assert.match(lost.reasons.join(), /could not be followed everywhere/);
});

test('rows alone tell little of the scale of a page at 50 mm/s', () => {
  const quality = { score: 0.9, leads: {}, reasons: [] };
  const rows = { source: 'layout', confidence: 0.5, byRows: 'alone' } as const;
  const [usual, fast] = [25, 50].map((speed) => doubtedByScale(quality, rows, speed).score) as [number, number];
  assert.ok(usual > 0.6 && fast < 0.3, `${usual}, ${fast}`);
  assert.equal(doubtedByScale(quality, { source: 'layout', confidence: 0.5 }, 50).score, usual);
  const borneOut = doubtedByScale(quality, { ...rows, byRows: 'borne out' }, 50).score;
  assert.ok(borneOut < usual && borneOut > doubtedByScale(quality, rows, 50).score);
});

test('what a scale leaves open is open of every lead, if less than of the page', () => {
  const quality = { score: 0.8, leads: { I: 0.9, V1: 0.6 }, reasons: [] };
  const { score, leads } = doubtedByScale(quality, { source: 'layout', confidence: 0.5 }, 25);
  for (const [lead, own] of [
    ['I', 0.9],
    ['V1', 0.6],
  ] as const) {
    const share = (leads[lead] ?? 0) / own;
    assert.ok(share < 0.9 && share > score / 0.8, `${lead} keeps ${share}`);
  }
});
