import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnRuns } from '../../../functions/digitize/maths/column-runs.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import type { Plane } from '../../../functions/digitize/maths/plane.ts';

/** A plane of rows in which # is ink. */
function drawn(...rows: readonly string[]): Plane {
  const values = Uint8Array.from(rows.join(''), (pixel) => (pixel === '#' ? 200 : 0));
  return { widthPx: rows[0]?.length ?? 0, heightPx: rows.length, values };
}

const plane = drawn('#..#', '#..#', '...#', '#.#.', '#.#.');

test('long runs are found column by column from the top, those that touch an edge of the plane too', () => {
  assert.deepEqual(columnRuns(plane, 100, 2), [
    [0, 0, 2],
    [0, 3, 5],
    [2, 3, 5],
    [3, 0, 3],
  ]);
  assert.deepEqual(columnRuns(plane, 100, 3), [[3, 0, 3]]);
});

test('runs of a column stand together from its top, and those that touch at a corner are one piece', () => {
  const { runs, components } = findComponents(plane, 100);
  assert.deepEqual([...runs.start], [0, 2, 2, 3, 4]);
  assert.deepEqual([...runs.top], [0, 3, 3, 0]);
  assert.deepEqual([...runs.bottom], [2, 5, 5, 3]);
  assert.equal(runs.component[2], runs.component[3]);
  assert.equal(components.length, 3);
});
