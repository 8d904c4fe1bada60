import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areInOtherPens } from '../../../functions/digitize/page-network/other-pens.ts';

type Pen = { readonly deviation: readonly [number, number, number]; readonly ink: number; readonly px: number };

/** Whether traces are in other pens, of so many pixels of each, and as many of bare paper. */
function asked(pens: readonly Pen[]): boolean {
  const pixels = pens.flatMap(({ deviation: [r, g, b], ink, px }) =>
    Array.from({ length: px }, () => (r | (g << 8) | (b << 16) | (ink << 24)) >>> 0),
  );
  const input = Uint32Array.from([...pixels, ...pixels.map(() => 0)]);
  return areInOtherPens(
    input,
    Float32Array.from(input, (pixel) => (pixel === 0 ? 0 : 0.9)),
  );
}

const BLACK: Pen = { deviation: [230, 230, 230], ink: 255, px: 3000 };

test('traces of one pen, thick or faint, are in that pen', () => {
  assert.equal(asked([BLACK]), false);
  assert.equal(asked([BLACK, { deviation: [115, 115, 115], ink: 128, px: 2500 }]), false);
});

test('traces of which the ink holds nothing or half are in other pens', () => {
  assert.equal(asked([BLACK, { deviation: [50, 220, 220], ink: 0, px: 2500 }]), true);
  assert.equal(asked([BLACK, { deviation: [50, 220, 220], ink: 80, px: 2500 }]), true);
});

test('a few pixels that lines of the grid cross, or next to no trace, say nothing', () => {
  assert.equal(asked([BLACK, { deviation: [50, 220, 220], ink: 0, px: 300 }]), false);
  const few = [
    { ...BLACK, px: 200 },
    { ...BLACK, ink: 0, px: 200 },
  ];
  assert.equal(asked(few), false);
});
