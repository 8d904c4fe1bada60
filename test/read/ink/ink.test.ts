import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findComponents } from '../../../functions/read/ink/components.ts';
import { findInk } from '../../../functions/read/ink/ink.ts';
import { findMinus } from '../../../functions/read/segments/minus-sign.ts';
import { findTextSegments } from '../../../functions/read/segments/text-segments.ts';
import type { PageWord } from '../../../functions/read/words/page-words.ts';

const WIDTH = 400;
const HEIGHT = 300;

function blank(): {
  plane: Uint8Array;
  rectangle: (x: number, y: number, w: number, h: number, dark?: number) => void;
} {
  const plane = new Uint8Array(WIDTH * HEIGHT);
  return {
    plane,
    rectangle: (x, y, w, h, dark = 255) => {
      for (let row = y; row < y + h; row++) plane.fill(dark, row * WIDTH + x, row * WIDTH + x + w);
    },
  };
}

test('patches that touch at a corner are one', () => {
  const mask = new Uint8Array([1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1]);
  const areas = findComponents(mask, 5, 3).map(({ areaPx }) => areaPx);
  assert.deepEqual(areas.sort(), [1, 4]);
});

test('a rim beyond a dark grid is no white paper: print beside it is found', () => {
  const { plane, rectangle } = blank();
  for (let x = 0; x < WIDTH; x += 16) rectangle(x, 0, 1, HEIGHT - 12, 110);
  for (let y = 0; y < HEIGHT - 12; y += 16) rectangle(0, y, WIDTH, 1, 110);
  rectangle(40, 40, 20, 20);
  const { thresholdAt } = findInk({ widthPx: WIDTH, heightPx: HEIGHT, level: plane });
  assert.ok(thresholdAt(200, HEIGHT - 30) > 110, `grid counts as ink from ${thresholdAt(200, HEIGHT - 30)} on`);
});

test('nor is it where strips beside it hold none of the thick lines', () => {
  const { plane, rectangle } = blank();
  const end = HEIGHT - 10;
  for (let x = 0; x < WIDTH; x += 9) rectangle(x, 0, 1, end, 60);
  for (let y = 0; y < end; y += 9) rectangle(0, y, WIDTH, 1, 60);
  for (let x = 21; x < WIDTH - 30; x += 45) rectangle(x, 0, 2, end, 110);
  for (let y = 0; y < end; y += 45) rectangle(0, y, WIDTH, 2, 110);
  rectangle(40, 40, 20, 20);
  const { thresholdAt } = findInk({ widthPx: WIDTH, heightPx: HEIGHT, level: plane });
  assert.ok(thresholdAt(100, HEIGHT - 20) > 110, `grid counts as ink from ${thresholdAt(100, HEIGHT - 20)} on`);
});

test('print on a dark grid is found, the grid is not', () => {
  const { plane, rectangle } = blank();
  for (let x = 0; x < WIDTH; x += 10) rectangle(x, 0, 1, HEIGHT, 110);
  for (let y = 0; y < HEIGHT; y += 10) rectangle(0, y, WIDTH, 1, 110);
  for (const x of [103, 117, 131, 145]) {
    rectangle(x, 142, 3, 16);
    rectangle(x, 142, 8, 3);
    rectangle(x, 155, 8, 3);
  }
  const segments = findTextSegments(findInk({ widthPx: WIDTH, heightPx: HEIGHT, level: plane }));
  assert.equal(segments.length, 1);
  assert.ok(segments[0]!.left >= 100 && segments[0]!.right <= 156);
});

test('strokes of print on a grid half as dark as they are stay whole', () => {
  const { plane, rectangle } = blank();
  for (let x = 0; x < WIDTH; x += 16) rectangle(x, 0, 2, HEIGHT, 120);
  for (let y = 0; y < HEIGHT; y += 16) rectangle(0, y, WIDTH, 2, 120);
  for (const x of [111, 121, 131]) rectangle(x, 142, 4, 16);
  rectangle(300, 20, 60, 20);
  const { mask } = findInk({ widthPx: WIDTH, heightPx: HEIGHT, level: plane });
  const print = findComponents(mask, WIDTH, HEIGHT).filter(({ left, right }) => left >= 100 && right <= 140);
  assert.deepEqual(
    print.map(({ left, top, right, bottom }) => [right - left, bottom - top]),
    [
      [4, 16],
      [4, 16],
      [4, 16],
    ],
  );
});

test('a dash before a number is a minus; a bare number has none', () => {
  const { plane, rectangle } = blank();
  rectangle(100, 149, 7, 3);
  for (const x of [112, 124]) {
    rectangle(x, 142, 3, 16);
    rectangle(x, 142, 8, 3);
  }
  for (const x of [212, 224]) {
    rectangle(x, 142, 3, 16);
    rectangle(x, 142, 8, 3);
  }
  rectangle(300, 20, 60, 20);
  const ink = findInk({ widthPx: WIDTH, heightPx: HEIGHT, level: plane });
  const segments = findTextSegments(ink);
  const minusAt = (left: number): boolean | null => {
    const segment = segments.find((one) => one.left <= left && one.right > left)!;
    const word: PageWord = {
      text: '77',
      confidence: 0.9,
      box: [left, 142, 20, 16],
      capHeightPx: 16,
      segment: 0,
      baselineY: 158,
      slope: 0,
    };
    return findMinus(word, segment, ink);
  };
  assert.equal(minusAt(112), true);
  assert.equal(minusAt(212), false);
});

test('two dashes before a number are a missing value, and a colon is no sign', () => {
  const { plane, rectangle } = blank();
  const digits = (x: number, y: number): void => {
    for (const left of [x, x + 12]) {
      rectangle(left, y, 3, 16);
      rectangle(left, y, 8, 3);
    }
  };
  rectangle(90, 49, 6, 3);
  rectangle(98, 49, 6, 3);
  digits(112, 42);
  rectangle(100, 149, 4, 3);
  rectangle(100, 155, 4, 3);
  digits(112, 142);
  rectangle(300, 20, 60, 20);
  const ink = findInk({ widthPx: WIDTH, heightPx: HEIGHT, level: plane });
  const segments = findTextSegments(ink);
  for (const baselineY of [58, 158]) {
    const segment = segments.find((one) => one.right > 112 && one.left < 113 && Math.abs(one.bottom - baselineY) < 3)!;
    const box = [112, baselineY - 16, 20, 16] as const;
    const word: PageWord = { text: '77', confidence: 0.9, box, capHeightPx: 16, segment: 0, baselineY, slope: 0 };
    assert.equal(findMinus(word, segment, ink), false, `at ${baselineY}`);
  }
});

test('the dash of large print, as tall as small letters, belongs to its number', () => {
  const { plane, rectangle } = blank();
  rectangle(100, 110, 11, 5);
  for (const x of [114, 132]) {
    rectangle(x, 100, 5, 24);
    rectangle(x, 100, 13, 5);
  }
  rectangle(300, 20, 60, 20);
  const segments = findTextSegments(findInk({ widthPx: WIDTH, heightPx: HEIGHT, level: plane }));
  assert.equal(segments.length, 1);
  assert.equal(segments[0]!.left, 100);
});
