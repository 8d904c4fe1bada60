import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withInkBegins } from '../../../functions/digitize/marks/ink-begins.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PITCH = 8;
const BEGIN = 100;

/** Where rows begin whose ink begins at column 100 and whose trace is seen from so many mm behind it, with what stands there before it. */
function beginsOf(
  seenMm: readonly number[],
  { topMm = 0, pulses = [] }: { topMm?: number; pulses?: { left: number; right: number }[] } = {},
) {
  const ink = emptyPlane(600, 100 * seenMm.length + 100);
  const fill = (left: number, top: number, right: number, bottom: number) => {
    for (let y = top; y < bottom; y++) ink.values.fill(255, y * ink.widthPx + left, y * ink.widthPx + right);
  };
  const rows = seenMm.map((_, i) => ({ baselinePx: 100 * i + 100, mass: 1 }));
  for (const { baselinePx: level } of rows) {
    fill(BEGIN, level, 500, level + 2);
    if (topMm > 0) fill(BEGIN, level - topMm * PITCH, BEGIN + 2, level - topMm * PITCH + 2);
    if (topMm > 0) fill(BEGIN + 2, level - topMm * PITCH, BEGIN + 4, level);
    if (topMm > 0)
      for (let y = level; y < level + 2; y++) ink.values.fill(0, y * ink.widthPx + BEGIN, y * ink.widthPx + BEGIN + 2);
  }
  const { runs, components } = findComponents(ink, 128);
  const extents = seenMm.map((mm) => ({ left: BEGIN + mm * PITCH, right: 499 }));
  const whole = pulses.map((pulse) => ({ ...pulse, topY: 20, footY: 100, heightPx: 80, whole: true }));
  const rowInk = { runs, components, rows, pulses: whole, pitchPx: { x: PITCH, y: PITCH } };
  return withInkBegins(extents, rowInk).map(({ left }) => left);
}

test('rows whose trace is seen late, each elsewhere, begin where their ink does', () => {
  assert.deepEqual(beginsOf([0.5, 1.5, 2.5, 4]), [BEGIN, BEGIN, BEGIN, BEGIN]);
  assert.deepEqual(beginsOf([0.5, 1.5, 2.5, 4, 4.6]), [BEGIN, BEGIN, BEGIN, BEGIN, BEGIN]);
});

test('rows that are seen from one place, few rows and late ones stay', () => {
  assert.deepEqual(beginsOf([2, 2, 2, 2]), [116, 116, 116, 116]);
  assert.deepEqual(beginsOf([1, 3]), [108, 124]);
  assert.deepEqual(beginsOf([6, 8, 10, 12]), [148, 164, 180, 196]);
});

test('what begins away from its level is the top of a pulse, and what a pulse stands on its foot', () => {
  assert.deepEqual(beginsOf([0.5, 1.5, 2.5, 4], { topMm: 5 }), [104, 112, 120, 132]);
  assert.deepEqual(beginsOf([0.5, 1.5, 2.5, 4], { pulses: [{ left: 60, right: 103 }] }), [104, 112, 120, 132]);
});
