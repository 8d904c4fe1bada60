import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownMeans } from '../../../functions/digitize/maths/known-means.ts';

test('each known sample gets the mean of the known ones around it, fewer at the ends', () => {
  const values = Float32Array.of(1, 3, Number.NaN, 8, 4);
  assert.deepEqual([...knownMeans(values, 1)], [2, 2, Number.NaN, 6, 6]);
  assert.deepEqual([...knownMeans(values, 2)], [2, 4, Number.NaN, 5, 6]);
});
