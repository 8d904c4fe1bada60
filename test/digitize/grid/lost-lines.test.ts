import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubtedByScale, gridScale } from '../../../functions/digitize/flat-page/page-scale.ts';
import { lostLines } from '../../../functions/digitize/grid/lost-lines.ts';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';

/** Ten rows of cells by column: weight of the lines across and how far off they are, mm; those down the page are right everywhere. */
function cells(columns: readonly (readonly [weight: number, offMm: number])[]) {
  const n = 10 * columns.length;
  const of = (k: 0 | 1) => Float32Array.from({ length: n }, (_, i) => columns[i % columns.length]![k]);
  const none = new Float32Array(n);
  const down = { offsetMm: none, slopeMm: none, weight: new Float32Array(n).fill(8) };
  const across = { offsetMm: of(1), slopeMm: none, weight: of(0) };
  return { columns: columns.length, rows: 10, cellPx: 60, down, across };
}

test('cells count as lost whose lines of one family are right and of the other are not, or not there', () => {
  const page = cells([
    [8, 0],
    [8, 0.02],
    [8, 0.4],
    [0.1, 0],
    [8, -0.05],
  ]);
  assert.equal(lostLines(page), 0.4);
});

test('a page without a grid has lost nothing', () => {
  const { down, ...page } = cells([[0, 0]]);
  assert.equal(lostLines({ ...page, down: { ...down, weight: down.weight.map(() => 0) } }), 0);
});

test('a page seen askew on which many lines were lost is doubted, and says why', () => {
  const map = { ...plainMap(100, 100, { x: 8, y: 8 }, 0), view: Float64Array.of(12, 0, 0, 12, 0.05, 0) };
  const quality = { score: 0.9, leads: {}, reasons: [] };
  const doubt = (lost: number) => doubtedByScale(quality, gridScale({ half: 0, map, lost }), 25);
  assert.deepEqual(doubt(0.1), quality);
  assert.ok(doubt(0.3).score < 0.5);
  assert.match(doubt(0.3).reasons.join(), /could not be followed everywhere/);
});
