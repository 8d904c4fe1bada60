import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endAtBars } from '../../../functions/digitize/trace/bar-ends.ts';

const STEP_PX = 0.4;
const PEN_PX = 3;
const ACROSS = { top: 0, bottom: 100 };

/** A line of 100 nodes from x = 200 px on that dives along the bar over its last nodes. */
const diving = () => Float32Array.from({ length: 100 }, (_, k) => (k < 92 ? 50 : 50 + 12 * (k - 91)));

test('a level line that dives along the bar over its end is held level', () => {
  const y = diving();
  endAtBars({ startX: 200, stepPx: STEP_PX, y }, [{ left: 237, right: 240, ...ACROSS }], PEN_PX);
  assert.ok(y.every((v) => v === 50));
});

test('a wave that runs into the bar stays as it was fitted', () => {
  const y = Float32Array.from({ length: 100 }, (_, k) => (k < 70 ? 50 : 50 - 3 * (k - 70)));
  const before = y.slice();
  endAtBars({ startX: 200, stepPx: STEP_PX, y }, [{ left: 237, right: 240, ...ACROSS }], PEN_PX);
  assert.deepEqual(y, before);
});

test('a bar over the start counts too, one amid the line does not', () => {
  const y = Float32Array.from({ length: 100 }, (_, k) => (k < 6 ? 90 - 5 * k : 50));
  const before = y.slice();
  endAtBars({ startX: 200, stepPx: STEP_PX, y }, [{ left: 215, right: 218, ...ACROSS }], PEN_PX);
  assert.deepEqual(y, before);
  endAtBars({ startX: 200, stepPx: STEP_PX, y }, [{ left: 199, right: 202, ...ACROSS }], PEN_PX);
  assert.ok(y.every((v) => v === 50));
});

test('dashes above and below the line leave its end as it is', () => {
  const y = diving();
  const before = y.slice();
  const dashes = [
    { left: 237, right: 240, top: 0, bottom: 30 },
    { left: 237, right: 240, top: 70, bottom: 100 },
  ];
  endAtBars({ startX: 200, stepPx: STEP_PX, y }, dashes, PEN_PX);
  assert.deepEqual(y, before);
});
