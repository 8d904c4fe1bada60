import assert from 'node:assert/strict';
import { test } from 'node:test';
import { giveBackSteps, withEndSteps } from '../../../functions/digitize/marks/end-steps.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PITCH = 8;
const END = 500;

/** Where rows end whose traces are seen up to column 500, with what follows them: a step of so many mm for so many mm, back to the level or not. */
function endsAfter(
  stepsMm: readonly number[],
  lastMm: number,
  comesBack = false,
  pulses: { left: number; right: number }[] = [],
) {
  const ink = emptyPlane(800, 100 * stepsMm.length + 100);
  const fill = (left: number, top: number, right: number, bottom: number) => {
    for (let y = top; y < bottom; y++) ink.values.fill(255, y * ink.widthPx + left, y * ink.widthPx + right);
  };
  const rows = stepsMm.map((_, i) => ({ baselinePx: 100 * i + 100, mass: 1 }));
  stepsMm.forEach((mm, i) => {
    const { baselinePx: level } = rows[i]!;
    const height = level - mm * PITCH;
    fill(50, level, END + 1, level + 2);
    if (mm === 0) return;
    const to = END + lastMm * PITCH;
    fill(END, Math.min(level, height), END + 2, Math.max(level, height) + 2);
    fill(END, height, to, height + 2);
    if (!comesBack) return;
    fill(to - 2, Math.min(level, height), to, Math.max(level, height) + 2);
    fill(to - 2, level, to + 8, level + 2);
  });
  const { runs, components } = findComponents(ink, 128);
  const extents = rows.map(() => ({ left: 50, right: END }));
  const whole = pulses.map((pulse) => ({ ...pulse, topY: 20, footY: 100, heightPx: 80, whole: true }));
  const found = withEndSteps(extents, { runs, components, rows, pulses: whole, pitchPx: { x: PITCH, y: PITCH } });
  return found.map(({ right }) => right);
}

test('rows that end in steps to one end go on to it, with those whose step is too low to be told', () => {
  assert.deepEqual(endsAfter([4, -5, 6, 0.5], 3), [523, 523, 523, 523]);
  assert.deepEqual(endsAfter([4, -5, 0, 0], 3), [523, 523, 523, 523]);
});

test('few steps, long ones, what comes back to its level and pulses leave rows as they are', () => {
  const asSeen = [END, END, END, END];
  assert.deepEqual(endsAfter([4, 0, 0, 0], 3), asSeen);
  assert.deepEqual(endsAfter([4, -5, 6, 4], 12), asSeen);
  assert.deepEqual(endsAfter([4, 4, 4, 4], 5, true), asSeen);
  assert.deepEqual(endsAfter([4, -5, 6, 4], 3, false, [{ left: 510, right: 540 }]), asSeen);
});

test('a step is followed where the other rows end as it does, and is told by one row alone by none', () => {
  assert.deepEqual(endsAfter([4, 0], 3), [END, END]);
  const ink = emptyPlane(800, 300);
  const row = (top: number, from: number, to: number) => {
    for (let y = top; y < top + 2; y++) ink.values.fill(255, y * 800 + from, y * 800 + to);
  };
  row(100, 50, 524);
  row(200, 50, END + 1);
  for (let y = 168; y < 202; y++) ink.values.fill(255, y * 800 + END, y * 800 + END + 2);
  row(168, END, 524);
  const { runs, components } = findComponents(ink, 128);
  const rows = [100, 200].map((baselinePx) => ({ baselinePx, mass: 1 }));
  const rowInk = { runs, components, rows, pulses: [], pitchPx: { x: PITCH, y: PITCH } };
  const extents = [523, END].map((right) => ({ left: 50, right }));
  const found = withEndSteps(extents, rowInk);
  assert.deepEqual(
    found.map(({ right }) => right),
    [523, 523],
  );
  const trace = emptyPlane(800, 300);
  for (const [top, to] of [
    [100, 524],
    [200, END],
  ] as const)
    for (let y = top; y < top + 2; y++) trace.values.fill(255, y * 800 + 50, y * 800 + to);
  giveBackSteps(trace, ink, extents, found, rowInk);
  assert.deepEqual(trace.values, ink.values);
});
