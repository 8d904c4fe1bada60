import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withCutWaves } from '../../../functions/digitize/marks/cut-waves.ts';
import type { Pulse } from '../../../functions/digitize/marks/pulses.ts';
import { rowExtents } from '../../../functions/digitize/marks/row-extent.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PX = 8;
const pitchPx = { x: PX, y: PX };
const BASELINE = 150;

/** Rows' extents of a line of 2 px through these heights, one a column from 100 on. */
function extentOf(heights: readonly number[], pulses: readonly Pulse[] = []) {
  const ink = emptyPlane(800, 300);
  heights.forEach((y, k) => {
    const from = Math.min(y, heights[k - 1] ?? y);
    const to = Math.max(y, heights[k - 1] ?? y) + 2;
    for (let row = from; row < to; row++) ink.values[row * ink.widthPx + 100 + k] = 255;
  });
  const { runs, components } = findComponents(ink, 128);
  const rows = [{ baselinePx: BASELINE, mass: 1 }];
  const rowInk = { runs, components, rows, pulses, pitchPx };
  const [extent] = withCutWaves(rowExtents(rowInk, 10, ink), rowInk);
  return extent;
}

const level = (columns: number, y = BASELINE) => Array.from({ length: columns }, () => y);

test('a row that ends amid an R wave ends with its ink', () => {
  assert.deepEqual(extentOf([...level(400), ...level(24, BASELINE - 9 * PX)]), { left: 100, right: 523 });
});

test('a row that begins amid an S wave begins with its ink', () => {
  assert.deepEqual(extentOf([...level(16, BASELINE + 8 * PX), ...level(400)]), { left: 100, right: 515 });
});

test('a row alone that drifts ends with its ink', () => {
  const drift = Array.from({ length: 200 }, (_, k) => BASELINE + Math.round(k / 2));
  assert.deepEqual(extentOf([...level(400), ...drift]), { left: 100, right: 699 });
});

test('what stays far off the baseline is no part of the row', () => {
  const extent = extentOf([...level(250), ...level(380, BASELINE - 9 * PX)]);
  assert.ok(extent && extent.right <= 351, `${extent?.right}`);
});

test('what stays off the baselines of several rows for longer than a wave is no part of them', () => {
  const ink = emptyPlane(800, 500);
  const rows = [150, 350].map((baselinePx) => ({ baselinePx, mass: 1 }));
  for (const { baselinePx } of rows)
    for (let x = 100; x < 590; x++) {
      const [top, bottom] = x < 500 ? [baselinePx, baselinePx + 2] : [baselinePx - 9 * PX, baselinePx - 9 * PX + 2];
      for (let y = top; y < (x === 500 ? baselinePx : bottom); y++) ink.values[y * ink.widthPx + x] = 255;
    }
  const { runs, components } = findComponents(ink, 128);
  const rowInk = { runs, components, rows, pulses: [], pitchPx };
  const ends = withCutWaves(rowExtents(rowInk, 10, ink), rowInk);
  assert.ok(
    ends.every(({ right }) => right <= 501),
    JSON.stringify(ends),
  );
});

test('three rows that all step off their baselines end where they go on for longer than a pulse', () => {
  const ends = (offPx: number) => {
    const ink = emptyPlane(800, 700);
    const rows = [150, 350, 550].map((baselinePx) => ({ baselinePx, mass: 1 }));
    for (const { baselinePx } of rows)
      for (let x = 100; x < 500 + offPx; x++) {
        const y = x < 500 ? baselinePx : baselinePx + 9 * PX;
        for (let k = x === 500 ? baselinePx : y; k < y + 2; k++) ink.values[k * ink.widthPx + x] = 255;
      }
    const { runs, components } = findComponents(ink, 128);
    const rowInk = { runs, components, rows, pulses: [], pitchPx };
    return withCutWaves(rowExtents(rowInk, 10, ink), rowInk).map(({ right }) => right);
  };
  assert.deepEqual(ends(21 * PX), [667, 667, 667]);
  assert.ok(ends(11 * PX).every((right) => right <= 501));
});

test('a pulse joined to the end of a row is no part of it', () => {
  const top = BASELINE - 10 * PX;
  const pulse = { left: 500, right: 542, topY: top, footY: BASELINE, heightPx: 10 * PX, whole: true };
  const extent = extentOf([...level(400), ...level(42, top), ...level(20)], [pulse]);
  assert.ok(extent && extent.right < 505, `${extent?.right}`);
});

test('rows that begin far below their level, just behind the pulses, begin with their ink, and the foot of a pulse stays out', () => {
  const begins = (startDown: number) => {
    const ink = emptyPlane(800, 700);
    const rows = [150, 300, 450].map((baselinePx) => ({ baselinePx, mass: 1 }));
    for (const [row, { baselinePx }] of rows.entries())
      for (let x = 100; x < 700; x++) {
        const down = row > 0 && x < 230 ? startDown : 0;
        const from = x === 230 && row > 0 ? 0 : down;
        for (let y = baselinePx + from; y < baselinePx + Math.max(from, x === 230 ? startDown : 0) + 3; y++)
          ink.values[y * ink.widthPx + x] = 255;
      }
    const { runs, components } = findComponents(ink, 128);
    const pulses = rows.map(({ baselinePx }) => ({
      left: 50,
      right: 96,
      topY: baselinePx - 10 * PX,
      footY: baselinePx,
      heightPx: 10 * PX,
      whole: true,
    }));
    const rowInk = { runs, components, rows, pulses, pitchPx };
    const levels = [100, 230, 230].map((left) => ({ left, right: 699 }));
    return withCutWaves(levels, rowInk).map(({ left }) => left);
  };
  assert.deepEqual(begins(9 * PX), [100, 100, 100]);
  assert.deepEqual(begins(PX), [100, 230, 230]);
});

test('a name that was erased before the row is none of it', () => {
  const ink = emptyPlane(800, 300);
  const stroke = (from: number, to: number, value: number) => {
    for (let x = from; x < to; x++)
      for (let y = BASELINE; y < BASELINE + 2; y++) ink.values[y * ink.widthPx + x] = value;
  };
  stroke(60, 90, 255);
  stroke(100, 500, 255);
  const { runs, components } = findComponents(ink, 128);
  const rows = [{ baselinePx: BASELINE, mass: 1 }];
  const extent = () => rowExtents({ runs, components, rows, pulses: [], pitchPx }, 2, ink)[0];
  assert.deepEqual(extent(), { left: 60, right: 499 });
  stroke(60, 90, 0);
  assert.deepEqual(extent(), { left: 100, right: 499 });
});

/** Rows of lines that begin at column 100 and come down a slope to their baselines, each where its `offUntil` says. */
function driftingRows(offUntil: readonly number[]) {
  const ink = emptyPlane(900, 150 * offUntil.length + 100);
  const rows = offUntil.map((_, i) => ({ baselinePx: 100 + 150 * i, mass: 1 }));
  for (const [i, { baselinePx }] of rows.entries())
    for (let x = 100; x < 800; x++) {
      const drift = Math.round(Math.max(0, (offUntil[i] as number) + 100 - x) / 4);
      for (let y = baselinePx - drift; y < baselinePx - drift + 3; y++) ink.values[y * ink.widthPx + x] = 255;
    }
  const { runs, components } = findComponents(ink, 128);
  const rowInk = { runs, components, rows, pulses: [], pitchPx };
  const extents = rowExtents(rowInk, 10, ink);
  const begins = (of: typeof extents) => of.map(({ left }) => left);
  return { level: begins(extents), whole: begins(withCutWaves(extents, rowInk)) };
}

test('rows whose baselines wander begin where their ink does, if rows agree on it', () => {
  const { level, whole } = driftingRows([200, 260, 320]);
  assert.equal(new Set(level).size, 3, 'their level parts begin apart');
  assert.deepEqual(whole, [100, 100, 100]);
});

test('rows that come to their level together begin with their ink all the same', () => {
  const { level, whole } = driftingRows([260, 260, 260, 0, 0]);
  assert.deepEqual([new Set(level.slice(0, 3)).size, (level[0] as number) > 150, level[3]], [1, true, 100]);
  assert.deepEqual(whole, [100, 100, 100, 100, 100]);
});
