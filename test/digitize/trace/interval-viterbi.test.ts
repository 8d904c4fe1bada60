import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bandView } from '../../../functions/digitize/trace/band-view.ts';
import { traceBand } from '../../../functions/digitize/trace/interval-viterbi.ts';

/** A band whose ink is given as spans of rows a column; everything else is paper. */
function bandOf(columns: readonly (readonly [number, number] | null)[], heightPx: number) {
  const widthPx = columns.length;
  const values = new Uint8Array(widthPx * heightPx);
  columns.forEach((span, x) => {
    if (span !== null) for (let y = span[0]; y < span[1]; y++) values[y * widthPx + x] = 255;
  });
  const ink = { widthPx, heightPx, values };
  const sight = { ink, level: 255, strokePx: 2, hidden: new Uint8Array(values.length) };
  return bandView(sight, { left: 0, right: widthPx, top: 0, bottom: heightPx });
}

const options = (heightPx: number) => ({
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
