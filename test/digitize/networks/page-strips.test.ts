import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inStrips, type Pass } from '../../../functions/digitize/networks/page-strips.ts';

/** A pass that says of each pixel what its input was: every channel is told by one map. */
const repeating =
  (seen: number[]): Pass =>
  async (input, widthPx, heightPx) => {
    seen.push(heightPx);
    const plane = widthPx * heightPx;
    const every = (channel: number, step: number) => {
      const width = widthPx / step;
      return Float32Array.from(
        { length: plane / step ** 2 },
        (_, i) =>
          ((input[Math.floor(i / width) * step * widthPx + (i % width) * step] as number) >>> (8 * channel)) & 255,
      );
    };
    const print = new Float32Array((3 * plane) / 4);
    for (let k = 0; k < 3; k++) print.set(every(k + 1, 2), (k * plane) / 4);
    return { widthPx, heightPx, trace: every(0, 1), print, named: every(3, 4) };
  };

for (const [widthPx, heightPx] of [
  [64, 64],
  [1792, 1280],
  [2304, 1824],
  [1312, 2048],
  [6400, 640],
] as const) {
  test(`a page of ${widthPx} × ${heightPx} px seen in strips is told as a whole`, async () => {
    const plane = widthPx * heightPx;
    const input = Uint32Array.from({ length: plane }, (_, i) => Math.imul(i, 2_654_435_761));
    const seen: number[] = [];
    const whole = await repeating([])(input, widthPx, heightPx);
    const joined = await inStrips(input, widthPx, heightPx, repeating(seen));
    assert.deepEqual(joined.trace, whole.trace);
    assert.deepEqual(joined.print, whole.print);
    assert.deepEqual(joined.named, whole.named);
    assert.equal(new Set(seen).size, 1, 'all strips have one shape');
    assert.ok(seen.every((rows) => rows % 32 === 0 && rows * widthPx < 1_700_000 && rows <= heightPx));
  });
}
