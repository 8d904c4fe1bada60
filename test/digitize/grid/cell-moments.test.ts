import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tileMoments } from '../../../functions/digitize/grid/cell-moments.ts';

const print = { widthPx: 90, heightPx: 60, values: Uint8Array.from({ length: 90 * 60 }, (_, i) => (37 * i) % 256) };

test('moments are those of the pixels read, whichever tile of a place was asked for before', () => {
  for (const [xStep, yStep] of [
    [1, 2],
    [2, 1],
  ] as const) {
    const momentsOf = tileMoments(print, xStep, yStep);
    for (const size of [16, 21, 16]) {
      const read: number[] = [];
      for (let y = 32; y < 32 + size; y += yStep)
        for (let x = 48; x < 48 + size; x += xStep) read.push(print.values[y * 90 + x] as number);
      const sum = (of: (value: number) => number) => read.reduce((total, value) => total + of(value), 0);
      assert.deepEqual(momentsOf({ left: 48, top: 32, width: size, height: size }), {
        sum: sum((value) => value),
        squares: sum((value) => value * value),
      });
    }
  }
});
