import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';
import { giveBackStrokes } from '../../../functions/digitize/page-network/lost-strokes.ts';

const PITCH = { x: 8, y: 8 };
const WIDTH = 120;
const at = (x: number, y: number) => y * WIDTH + x;

/** A level trace at row 80 and upright strokes of two columns on it from row 20 on, of which nothing above row 40 was left to the trace. */
function page(...strokes: readonly number[]) {
  const ink = emptyPlane(WIDTH, 120);
  for (let x = 10; x < 110; x++) for (const y of [80, 81]) ink.values[at(x, y)] = 200;
  for (const x of strokes) for (let y = 20; y < 80; y++) ink.values.fill(200, at(x, y), at(x + 2, y));
  const [first = 0, last = first] = strokes;
  for (const y of [20, 21]) ink.values.fill(200, at(first, y), at(last + 2, y));
  const trace = { ...ink, values: ink.values.map((value, i) => (i < at(0, 40) ? 0 : value)) };
  const written = ink.values.map((value, i) => (value !== trace.values[i] ? 1 : 0));
  return { ink, trace, written };
}

const NO_TEXT = () => 0;
const ALL_TEXT = () => 0.9;

test('a tip that the network left out comes back', () => {
  const { ink, trace, written } = page(50, 55);
  giveBackStrokes(ink, trace, written, [], NO_TEXT, 200, PITCH);
  assert.deepEqual(trace.values, ink.values);
  assert.ok(written.every((w) => w === 0));
});

test('a stroke on one side of the trace that may be a letter, or where a name was read, does not', () => {
  const { ink, trace, written } = page(50);
  const before = trace.values.slice();
  giveBackStrokes(ink, trace, written, [], ALL_TEXT, 200, PITCH);
  assert.deepEqual(trace.values, before);
  const name = { lead: 'I', probability: 0.9, xPx: 50, yPx: 40 } as const;
  giveBackStrokes(ink, trace, written, [name], NO_TEXT, 200, PITCH);
  assert.deepEqual(trace.values, before);
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
