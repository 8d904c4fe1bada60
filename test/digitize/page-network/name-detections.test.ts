import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameDetections } from '../../../functions/digitize/page-network/name-detections.ts';
import { LEADS, type Lead } from '../../../functions/leads.ts';

const [WIDTH, HEIGHT] = [160, 96];
const [COLUMNS, ROWS] = [WIDTH / 4, HEIGHT / 4];

/** Maps in which cells of a rectangle name a lead with a probability. */
function maps(
  words: readonly { lead: Lead; from: readonly [number, number]; to: readonly [number, number]; p: number }[],
) {
  const names = new Float32Array(13 * COLUMNS * ROWS);
  names.fill(1, 0, COLUMNS * ROWS);
  for (const { lead, from, to, p } of words) {
    for (let y = from[1]; y <= to[1]; y++) {
      for (let x = from[0]; x <= to[0]; x++) {
        names[y * COLUMNS + x] = 1 - p;
        names[(1 + LEADS.indexOf(lead)) * COLUMNS * ROWS + y * COLUMNS + x] = p;
      }
    }
  }
  return { widthPx: WIDTH, heightPx: HEIGHT, trace: new Float32Array(0), print: new Float32Array(0), names };
}

test('each word is one name at the middle of its cells', () => {
  const found = nameDetections(
    maps([
      { lead: 'aVR', from: [4, 5], to: [7, 6], p: 0.9 },
      { lead: 'V6', from: [20, 10], to: [22, 11], p: 0.8 },
    ]),
  );
  assert.deepEqual(
    found.map(({ lead, cells }) => [lead, cells]),
    [
      ['aVR', 8],
      ['V6', 6],
    ],
  );
  assert.ok(Math.abs((found[0]?.x ?? 0) - (6 * 4 - 0.5)) < 1e-3);
  assert.ok(Math.abs((found[0]?.y ?? 0) - (6 * 4 - 0.5)) < 1e-3);
  assert.ok(Math.abs((found[0]?.probability ?? 0) - 0.9) < 1e-3);
});

test('specks and faint words are no names', () => {
  const found = nameDetections(
    maps([
      { lead: 'II', from: [3, 3], to: [4, 3], p: 0.95 },
      { lead: 'V1', from: [20, 10], to: [23, 12], p: 0.3 },
    ]),
  );
  assert.deepEqual(found, []);
});

test('a word of which two cells are unsure is called what most of it says', () => {
  const unsure = maps([{ lead: 'V2', from: [10, 10], to: [13, 11], p: 0.85 }]);
  for (const x of [10, 11]) {
    unsure.names[(1 + LEADS.indexOf('V2')) * COLUMNS * ROWS + 10 * COLUMNS + x] = 0.2;
    unsure.names[(1 + LEADS.indexOf('V3')) * COLUMNS * ROWS + 10 * COLUMNS + x] = 0.65;
  }
  const [only, ...others] = nameDetections(unsure);
  assert.equal(only?.lead, 'V2');
  assert.deepEqual(others, []);
});
