import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';
import { giveBackStrokes } from '../../../functions/digitize/page-network/lost-strokes.ts';

const PITCH = { x: 8, y: 8 };
const WIDTH = 120;
const at = (x: number, y: number) => y * WIDTH + x;

/** A level trace at row 80 and upright strokes of two columns on it from row 20 on, of which nothing above row 40 was left to the trace. */
const page = (...strokes: readonly number[]) => pageLeftFrom(40, strokes);

/** The same where nothing above another row was left. */
function pageLeftFrom(row: number, strokes: readonly number[]) {
  const ink = emptyPlane(WIDTH, 120);
  for (let x = 10; x < 110; x++) for (const y of [80, 81]) ink.values[at(x, y)] = 200;
  for (const x of strokes) for (let y = 20; y < 80; y++) ink.values.fill(200, at(x, y), at(x + 2, y));
  const [first = 0, last = first] = strokes;
  for (const y of [20, 21]) ink.values.fill(200, at(first, y), at(last + 2, y));
  const trace = { ...ink, values: ink.values.map((value, i) => (i < at(0, row) ? 0 : value)) };
  const written = ink.values.map((value, i) => (value !== trace.values[i] ? 1 : 0));
  return { ink, trace, written };
}

const NO_TEXT = { textAt: () => 0, markAt: () => 0 };
const ALL_TEXT = { textAt: () => 0.9, markAt: () => 0 };
const MARK = { textAt: () => 0, markAt: () => 0.3 };

test('a tip that the network left out comes back', () => {
  const { ink, trace, written } = page(50, 55);
  giveBackStrokes(ink, trace, written, [], NO_TEXT, 200, PITCH);
  assert.deepEqual(trace.values, ink.values);
  assert.ok(written.every((w) => w === 0));
});

test('a stroke on a level trace that may be a letter, or where a name was read, does not', () => {
  const { ink, trace, written } = pageLeftFrom(80, [50]);
  const before = trace.values.slice();
  giveBackStrokes(ink, trace, written, [], ALL_TEXT, 200, PITCH);
  assert.deepEqual(trace.values, before);
  const name = { lead: 'I', probability: 0.9, xPx: 50, yPx: 60 } as const;
  giveBackStrokes(ink, trace, written, [name], NO_TEXT, 200, PITCH);
  assert.deepEqual(trace.values, before);
});

test('rims of strokes do not come back where colours do not tell the grid, tips do', () => {
  const { ink, trace, written } = page(50, 55);
  ink.values[at(70, 79)] = 200;
  giveBackStrokes(ink, trace, written, [], NO_TEXT, 200, PITCH, 'long strokes and noise');
  assert.equal(trace.values[at(70, 79)], 0);
  assert.equal(trace.values[at(50, 25)], 200);
  giveBackStrokes(ink, trace, written, [], NO_TEXT, 200, PITCH);
  assert.equal(trace.values[at(70, 79)], 200);
});

test('a bar or a calibration pulse by the end of a trace does not', () => {
  const { ink, trace, written } = page(50, 55);
  const before = trace.values.slice();
  giveBackStrokes(ink, trace, written, [], MARK, 200, PITCH);
  assert.deepEqual(trace.values, before);
});

test('the end of an upright stroke comes back beside a name, that of a slanted or a short one does not', () => {
  const { ink, trace, written } = page(50);
  giveBackStrokes(ink, trace, written, [], ALL_TEXT, 200, PITCH);
  assert.deepEqual(trace.values, ink.values);
  for (const lower of [(y: number) => 50 + Math.round((y - 40) / 2), (y: number) => (y < 45 ? 50 : 90)]) {
    const other = page(50);
    for (let y = 40; y < 80; y++) {
      for (const plane of [other.ink, other.trace]) {
        plane.values.fill(0, at(50, y), at(52, y));
        plane.values.fill(200, at(lower(y), y), at(lower(y) + 2, y));
      }
    }
    const before = other.trace.values.slice();
    giveBackStrokes(other.ink, other.trace, other.written, [], ALL_TEXT, 200, PITCH);
    assert.deepEqual(other.trace.values, before);
  }
});

test('what joins two places of the trace belongs to it, whatever the network says', () => {
  const { ink, trace, written } = page(50, 62);
  giveBackStrokes(ink, trace, written, [], ALL_TEXT, 200, PITCH);
  assert.deepEqual(trace.values, ink.values);
});

test('ink thicker than pens stays out', () => {
  const { ink, trace, written } = page(50, 55);
  for (let y = 20; y < 40; y++) ink.values.fill(200, at(40, y), at(66, y));
  const before = trace.values.slice();
  giveBackStrokes(ink, trace, written, [], NO_TEXT, 200, PITCH);
  assert.deepEqual(trace.values, before);
});

/** A trace at rows 60 and 61 that goes up and down by 12 px from column 200 on, from `from` to `to` of which the network took it for writing; and level trace above. */
function noisy(from: number, to: number, aboveFrom: number, aboveTo: number) {
  const ink = emptyPlane(400, 120);
  const stroke = (x: number, top: number, bottom: number) => {
    for (let y = top; y < bottom; y++) ink.values[y * 400 + x] = 200;
  };
  for (let x = 20; x < 360; x++) stroke(x, x < 200 || x % 3 > 0 ? 60 : 54, x < 200 || x % 3 > 0 ? 62 : 68);
  for (let x = aboveFrom; x < aboveTo; x++) stroke(x, 46, 48);
  const isLost = (i: number) => i % 400 >= from && i % 400 < to && i >= 50 * 400;
  const trace = { ...ink, values: ink.values.map((value, i) => (isLost(i) ? 0 : value)) };
  const written = ink.values.map((value, i) => (value !== trace.values[i] ? 1 : 0));
  const before = trace.values.slice();
  giveBackStrokes(ink, trace, written, [], ALL_TEXT, 200, PITCH);
  return {
    isWhole: trace.values.every((v, i) => v === ink.values[i]),
    isSame: trace.values.every((v, i) => v === before[i]),
  };
}

test('a trace full of noise that passes for writing comes back between two parts of it, or where it is long', () => {
  assert.equal(noisy(230, 270, 0, 0).isWhole, true);
  assert.equal(noisy(270, 360, 0, 0).isWhole, true);
  assert.equal(noisy(330, 360, 0, 0).isSame, true, 'one that touches the trace on one side may be a letter');
});

test('writing along a trace does not', () => {
  assert.equal(noisy(270, 360, 250, 380).isSame, true);
});
