import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceBand } from '../../../functions/digitize/trace/interval-viterbi.ts';

/** A band whose ink is given as spans of rows a column; everything else is paper. */
function bandOf(columns: readonly (readonly [number, number] | null)[], heightPx: number) {
  const size = heightPx + 1;
  const prefix = new Float32Array(columns.length * size);
  columns.forEach((span, x) => {
    let sum = 0;
    for (let y = 0; y < heightPx; y++) {
      sum += span !== null && y >= span[0] && y < span[1] ? 3.9 : -3.9;
      prefix[x * size + y + 1] = sum;
    }
  });
  return { columns: columns.length, heightPx, prefix };
}

const options = (heightPx: number) => ({
  strokePx: 2,
  slopeCost: 2.1,
  prior: new Float32Array(heightPx + 1),
  gapCost: 2.3,
  gapOpenCost: 15,
});

test('a level stroke is followed at its middle', () => {
  const path = traceBand(
    bandOf(
      Array.from({ length: 30 }, () => [10, 12] as const),
      40,
    ),
    options(40),
  );
  for (const y of path.edgeY) assert.equal(y, 11);
});

test('a narrow peak is climbed to its top', () => {
  const columns = Array.from({ length: 30 }, (_, x) =>
    x === 14 || x === 15 ? ([4, 32] as const) : ([30, 32] as const),
  );
  const path = traceBand(bandOf(columns, 40), options(40));
  assert.equal(Math.min(...path.edgeY), 5);
});

test('where there is no ink the path has a gap and no invented trace', () => {
  const columns = Array.from({ length: 60 }, (_, x) => (x > 20 && x < 45 ? null : ([10, 12] as const)));
  const path = traceBand(bandOf(columns, 40), options(40));
  assert.equal(path.gap[32], 1);
  assert.equal(path.gap[5], 0);
  assert.equal(path.gap[55], 0);
});
