import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namePlaces } from '../../../functions/digitize/page-network/name-places.ts';
import type { PageNetwork } from '../../../functions/digitize/page-network/page-network.ts';
import { readNames } from '../../../functions/digitize/page-network/read-names.ts';
import { LEADS } from '../../../functions/leads.ts';

const [WIDTH, HEIGHT] = [160, 96];
const [COLUMNS, ROWS] = [WIDTH / 4, HEIGHT / 4];

/** Maps in which the cells of rectangles name some lead with a probability. */
function maps(words: readonly { from: readonly [number, number]; to: readonly [number, number]; p: number }[]) {
  const named = new Float32Array(COLUMNS * ROWS);
  for (const { from, to, p } of words) {
    for (let y = from[1]; y <= to[1]; y++) {
      for (let x = from[0]; x <= to[0]; x++) named[y * COLUMNS + x] = p;
    }
  }
  return { widthPx: WIDTH, heightPx: HEIGHT, trace: new Float32Array(0), print: new Float32Array(0), named };
}

test('each word is one place, at the middle of its cells, the surest first', () => {
  const found = namePlaces(
    maps([
      { from: [20, 10], to: [22, 11], p: 0.8 },
      { from: [4, 5], to: [7, 6], p: 0.9 },
    ]),
  );
  assert.equal(found.length, 2);
  assert.ok(Math.abs((found[0]?.x ?? 0) - (6 * 4 - 0.5)) < 1e-3);
  assert.ok(Math.abs((found[0]?.y ?? 0) - (6 * 4 - 0.5)) < 1e-3);
  assert.ok(Math.abs((found[0]?.probability ?? 0) - 0.9) < 1e-3);
});

test('specks and faint words are no names', () => {
  const found = namePlaces(
    maps([
      { from: [3, 3], to: [4, 3], p: 0.95 },
      { from: [20, 10], to: [23, 12], p: 0.3 },
    ]),
  );
  assert.deepEqual(found, []);
});

/** A reader that calls a word by the brightness at its middle: brightness 0.3 is the third lead; 0 is none. */
const byBrightness: PageNetwork = {
  read: () => Promise.reject(new Error('not asked')),
  readNames: async (words, count) => {
    const chances = new Float32Array(13 * count);
    for (let i = 0; i < count; i++) {
      const lead = Math.round(10 * (words[i * 4 * 32 * 64 + 16 * 64 + 32] ?? 0));
      chances[13 * i + lead] = 0.9;
      chances[13 * i + (lead === 12 ? 1 : lead + 1)] = 0.1;
    }
    return chances;
  },
  correctLines: () => Promise.reject(new Error('not asked')),
  close: async () => undefined,
};

test('words are read where they stand, at the edge of the view too, and those that name no lead are left out', async () => {
  const input = new Uint32Array(WIDTH * HEIGHT);
  const view = { widthPx: WIDTH, heightPx: HEIGHT, perViewX: 1, perViewY: 1, input };
  input[40 * WIDTH + 70] = 0.3 * 255;
  input[2 * WIDTH + 158] = 0.8 * 255;
  const places = [
    { x: 70, y: 40, probability: 1 },
    { x: 158, y: 2, probability: 1 },
    { x: 20, y: 80, probability: 1 },
  ];
  const names = await readNames(view, places, byBrightness);
  assert.deepEqual(
    names.map(({ lead, x, y }) => [lead, x, y]),
    [
      [LEADS[2], 70, 40],
      [LEADS[7], 158, 2],
    ],
  );
  assert.ok(names.every(({ probability }) => Math.abs(probability - 0.9) < 1e-6));
});
