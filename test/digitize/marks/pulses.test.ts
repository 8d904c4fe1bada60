import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPulses } from '../../../functions/digitize/marks/pulses.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';
import { drawnLine, drawnLines } from '../drawn-line.ts';

const PX = 8;
const outside = (widthPx: number) => (x: number) => x < 0 || x >= widthPx;
const [WIDTH, HEIGHT] = [320, 600];

/** A pulse 5 mm wide, with a millimetre of its baseline to either side. */
function outlineOf(left: number, foot: number, top: number) {
  const right = left + 5 * PX;
  return [
    [left - PX, foot],
    [left, foot],
    [left, top],
    [right, top],
    [right, foot],
    [right + PX, foot],
  ] as const;
}

/** Pulses whose tops are `heightsMm` above feet 25 mm apart, that begin at `leftPx` and are 5 mm wide. */
function pulsesOf(heightsMm: readonly number[], leftPx: number) {
  const pulses = heightsMm.map((mm, row) => {
    const foot = (20 + 25 * row) * PX;
    return { points: outlineOf(leftPx, foot, foot - mm * PX), penPx: 3 };
  });
  const ink = drawnLines(pulses, WIDTH, HEIGHT);
  return findPulses(findComponents(ink, 107).runs, outside(WIDTH), PX, PX, 3);
}

test('pulses under one another are found, whole or cut by the edge of the picture', () => {
  for (const [leftPx, whole] of [
    [60, true],
    [WIDTH - 3 * PX, false],
  ] as const) {
    const pulses = pulsesOf([10, 10], leftPx);
    assert.deepEqual(
      pulses.map((pulse) => [Math.round(pulse.heightPx / PX), pulse.whole]),
      [
        [10, whole],
        [10, whole],
      ],
    );
  }
});

test('pulses are cut by the edge of the picture where that leans across the laid page', () => {
  const leaning = (x: number, y: number) => x < 30 + y / 100;
  const halves = [20, 45].map((footMm) => {
    const [left, foot] = [30 + (footMm * PX) / 100, footMm * PX];
    const [right, top] = [left + 3 * PX, foot - 10 * PX];
    const points = [
      [left, top],
      [right, top],
      [right, foot],
      [right + PX, foot],
    ] as const;
    return { points, penPx: 3 };
  });
  const { runs } = findComponents(drawnLines(halves, WIDTH, HEIGHT), 107);
  assert.equal(findPulses(runs, outside(WIDTH), PX, PX, 3).length, 0);
  const cut = findPulses(runs, leaning, PX, PX, 3);
  assert.deepEqual(
    cut.map((pulse) => [Math.round(pulse.heightPx / PX), pulse.whole]),
    [
      [10, false],
      [10, false],
    ],
  );
});

test('waves that the edge cuts at different heights are no group of pulses', () => {
  assert.equal(pulsesOf([4.9, 4.4], WIDTH - 3 * PX).length, 1);
});

test('squares of a grid that the edge cuts, one on the other, are no pulses', () => {
  const left = WIDTH - 3 * PX;
  const squares = [20, 25, 30].map((footMm) => {
    // A line of the grid is out of the ink, between one square's foot and the next one's top.
    const [foot, top] = [footMm * PX - 3, (footMm - 4.8) * PX];
    const points = [
      [left, foot],
      [left, top],
      [WIDTH, top],
    ] as const;
    return { points, penPx: 3 };
  });
  const found = (shapes: typeof squares) =>
    findPulses(findComponents(drawnLines(shapes, WIDTH, HEIGHT), 107).runs, outside(WIDTH), PX, PX, 3);
  assert.equal(found(squares.slice(0, 1)).length, 1);
  assert.deepEqual(found(squares), []);
});

test('a grid that breaks the top of a pulse, and goes on beyond it, hides it only where no breaks are allowed', () => {
  const [left, right, foot, top] = [60, 60 + 5 * PX, 20 * PX, 10 * PX];
  const ink = drawnLine(outlineOf(left, foot, top), 3, WIDTH, HEIGHT);
  for (let x = left + PX; x < right; x += PX) for (let y = top - 6; y < top + 6; y++) ink.values[y * WIDTH + x] = 255;
  for (let x = right; x < right + 3; x++) for (let y = top - 1; y < top + 1; y++) ink.values[y * WIDTH + x] = 255;
  const { runs } = findComponents(ink, 107);
  assert.equal(findPulses(runs, outside(WIDTH), PX, PX, 3).length, 0);
  const [pulse] = findPulses(runs, outside(WIDTH), PX, PX, 3, 4);
  assert.ok(pulse !== undefined && Math.abs(pulse.heightPx - 10 * PX) < 3, `${pulse?.heightPx}`);
});

test('the top of a pulse may lean, as on paper that curls, and its height is that between its middle and its feet', () => {
  const lean = 3;
  const pulses = [20, 45].map((mm) => {
    const foot = mm * PX;
    const points = outlineOf(60, foot, foot - 10 * PX).map(([x, y]) => [x, y + (lean * (x - 60)) / (5 * PX)] as const);
    return { points, penPx: 3 };
  });
  const found = findPulses(findComponents(drawnLines(pulses, WIDTH, HEIGHT), 107).runs, outside(WIDTH), PX, PX, 3);
  assert.equal(found.length, 2);
  for (const { heightPx } of found) assert.ok(Math.abs(heightPx / PX - 10) < 0.25, `${heightPx / PX} mm`);
});

test('where a grey is printed with dots there are pulses everywhere, and none is believed', () => {
  const [across, pulsePx] = [12, 7 * PX];
  const found = (count: number) => {
    const ink = emptyPlane(across * 2 * pulsePx, 12 * 2 * pulsePx);
    for (let i = 0; i < count; i++) {
      const [left, top] = [(i % across) * 2 * pulsePx, Math.floor(i / across) * 2 * pulsePx];
      for (let y = 0; y < pulsePx; y++)
        for (let x = 0; x < pulsePx; x++)
          if (y < 3 || x < 3 || x >= pulsePx - 3) ink.values[(top + y) * ink.widthPx + left + x] = 255;
    }
    return findPulses(findComponents(ink, 107).runs, outside(ink.widthPx), PX, PX, 3).length;
  };
  assert.equal(found(2 * across), 2);
  assert.equal(found(across ** 2), 0);
});
