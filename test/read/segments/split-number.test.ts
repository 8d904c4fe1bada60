import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitNumber } from '../../../functions/read/segments/split-number.ts';
import type { TextSegment } from '../../../functions/read/segments/text-segments.ts';
import { wordsOf } from '../words.ts';

/** The numbers that a word of digits falls into, its glyphs from `lefts` to `rights`, 14 px high. */
function numbersOf(text: string, spans: readonly (readonly [left: number, right: number])[]): string[] | undefined {
  const glyphs = spans.map(([left, right]) => ({ left, right, top: 86, bottom: 100, areaPx: 50 }));
  const [left, right] = [spans[0]![0], spans.at(-1)![1]];
  const segment: TextSegment = { left, right, top: 86, bottom: 100, slope: 0, baseline: 100, capHeightPx: 14, glyphs };
  const [word] = wordsOf(text);
  return splitNumber({ ...word!, box: [left, 86, right - left, 14], capHeightPx: 14 }, segment)?.map(
    (part) => part.text,
  );
}

test('the room beside a narrow 1 is no space', () => {
  assert.equal(
    numbersOf('143', [
      [181, 186],
      [191, 200],
      [202, 212],
    ]),
    undefined,
  );
});

test('numbers that were run together fall apart at their space', () => {
  assert.deepEqual(
    numbersOf('6772', [
      [0, 9],
      [11, 20],
      [27, 36],
      [38, 47],
    ]),
    ['67', '72'],
  );
});
