import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bar } from '../../../functions/digitize/marks/bars.ts';
import { giveBackTips } from '../../../functions/digitize/marks/lost-tips.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import type { Plane } from '../../../functions/digitize/maths/plane.ts';
import { drawnLine, drawnLines } from '../drawn-line.ts';

const PX = 8;
const [WIDTH, HEIGHT] = [400, 640];
const BASELINE = 560;
const PEN_PX = 3;

/** A wave of 60 mm, narrow as an R wave is, on a level trace. */
const WAVE = [
  [10, BASELINE],
  [190, BASELINE],
  [200, BASELINE - 60 * PX],
  [210, BASELINE],
  [390, BASELINE],
] as const;
const whole = drawnLine(WAVE, PEN_PX, WIDTH, HEIGHT);

/** What is left of a plane where rows [top, bottom) are lost. */
function without(plane: Plane, top: number, bottom: number): Plane {
  const values = plane.values.slice();
  values.fill(0, top * WIDTH, bottom * WIDTH);
  return { ...plane, values };
}

function given(all: Plane, trace: Plane, bars: readonly Bar[] = []): Plane {
  giveBackTips(trace, all, findComponents(all, 100).runs, bars, { x: PX, y: PX });
  return trace;
}

const inked = ({ values }: Plane) => values.reduce((sum, value) => sum + (value > 100 ? 1 : 0), 0);

test('the upper part of a tall wave is given back, whether its tip was left or not', () => {
  assert.equal(inked(given(whole, without(whole, 0, BASELINE - 30 * PX))), inked(whole));
  assert.equal(inked(given(whole, without(whole, BASELINE - 55 * PX, BASELINE - 30 * PX))), inked(whole));
});

test('a bar that the trace crosses stays out of it', () => {
  const bar = {
    points: [
      [200, BASELINE - 160],
      [200, BASELINE + 60],
    ] as const,
    penPx: 6,
  };
  const level = {
    points: [
      [10, BASELINE],
      [390, BASELINE],
    ] as const,
    penPx: PEN_PX,
  };
  const all = drawnLines([level, bar], WIDTH, HEIGHT);
  const trace = without(without(all, 0, BASELINE - 70), BASELINE + 20, HEIGHT);
  const left = inked(trace);
  assert.equal(inked(given(all, trace)), left);
});

test('what stands by a bar that was found stays out, and so do short ends', () => {
  const found = { left: 196, right: 204, top: 0, bottom: 300, centreX: 200, detached: true };
  const trace = without(whole, 0, BASELINE - 30 * PX);
  const left = inked(trace);
  assert.equal(inked(given(whole, trace, [found])), left);
  const hardlyCut = without(whole, 0, BASELINE - 57 * PX);
  const most = inked(hardlyCut);
  assert.equal(inked(given(whole, hardlyCut)), most);
});
