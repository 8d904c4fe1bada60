import assert from 'node:assert/strict';
import { test } from 'node:test';
import { darkPixels } from '../../../functions/digitize/maths/dark-pixels.ts';
import { seededRandom } from '../../../synth/random.ts';

test('every value of at least the least is found, whatever stands beside it and wherever the values begin', () => {
  const random = seededRandom(3);
  for (const least of [1, 50, 128, 129, 200, 255]) {
    for (const offset of [0, 1, 2, 3]) {
      const all = new Uint8Array(999);
      const values = all.subarray(offset);
      for (let i = 0; i < values.length; i++)
        if (random.chance(0.2)) values[i] = random.pick([least - 1, least, 255, random.integer(0, 255)]);
      const [from, end] = [random.integer(0, 20), values.length - random.integer(0, 20)];
      const next = darkPixels(values, least);
      const found: number[] = [];
      for (let i = next(from, end); i < end; i = next(i + 1, end)) found.push(i);
      const wanted = [...values.keys()].filter((i) => i >= from && i < end && (values[i] as number) >= least);
      assert.deepEqual(found, wanted);
    }
  }
});

test('where nothing is dark the end is answered', () => {
  assert.equal(darkPixels(new Uint8Array(64).fill(49), 50)(3, 61), 61);
});
