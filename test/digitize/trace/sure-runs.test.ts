import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RowBand, traceRow } from '../../../functions/digitize/trace/row-trace.ts';
import type { Sight } from '../../../functions/digitize/trace/sight.ts';
import { sureRuns } from '../../../functions/digitize/trace/sure-runs.ts';
import { drawnLines } from '../drawn-line.ts';

const [WIDTH, HEIGHT] = [500, 240];
const PEN_PX = 3;
const BASELINE = 150;
const BAND: RowBand = {
  top: 0,
  bottom: HEIGHT,
  left: 10,
  right: 490,
  baselinePx: BASELINE,
  spaceAbovePx: 260,
  spaceBelowPx: 260,
  crowded: false,
};

/** A level trace with two QRS complexes, each with a T wave behind it. */
const traceY = (x: number) =>
  [100, 340].reduce((y, beat) => {
    const qrs = 80 * Math.max(0, 1 - Math.abs(x - beat) / 6);
    return y - qrs - 28 * Math.exp(-0.5 * ((x - beat - 60) / 12) ** 2);
  }, BASELINE);
const TRACE = Array.from({ length: WIDTH - 20 }, (_, k) => [10 + k, traceY(10 + k)] as const);

/** An ellipse that somebody drew around a T wave with a pen twice as thick; its lower half runs below the baseline. */
const CIRCLE = Array.from({ length: 73 }, (_, k) => {
  const angle = (2 * Math.PI * k) / 72;
  return [230 + 128 * Math.cos(angle), 130 + 55 * Math.sin(angle)] as const;
});

function sightOf(...lines: Parameters<typeof drawnLines>[0]): Sight {
  const ink = drawnLines(lines, WIDTH, HEIGHT);
  return { ink, level: 255, strokePx: PEN_PX, hidden: new Uint8Array(ink.values.length) };
}

const circled = sightOf({ points: TRACE, penPx: PEN_PX }, { points: CIRCLE, penPx: 2 * PEN_PX });

test('a trace is surely where it runs level, and along the waves between', () => {
  const runs = sureRuns(circled, BAND);
  runs.forEach((run, k) => {
    if (run === null) return;
    const y = traceY(BAND.left + k + 0.5);
    assert.ok(y > run.top - 4 && y < run.bottom + 4, `column ${k}: ${y} not in ${run.top} to ${run.bottom}`);
  });
  const under = runs.slice(250 - BAND.left, 320 - BAND.left);
  assert.ok(
    under.every((run) => run !== null),
    'under the circle, level',
  );
  assert.ok(runs[160 - BAND.left], 'a T wave inside of the circle');
});

test('the trace is followed through a circle in a thicker pen', () => {
  const { edgeY } = traceRow(circled, BAND);
  const away = Array.from(edgeY).filter((y, k) => {
    const near = [-1, 0, 1].map((d) => traceY(BAND.left + k + d));
    return y < Math.min(...near) - 6 || y > Math.max(...near) + 6;
  });
  assert.ok(away.length < 30, `${away.length} columns away from the trace`);
});

test("remnants of a grid's upright lines beside the trace are no marks, be they many", () => {
  const remnants = [40, 90, 143, 195, 247, 300, 352, 404, 456].map((x) => ({
    points: [
      [x, BASELINE - 40],
      [x, BASELINE - 20],
    ] as const,
    penPx: 2,
  }));
  const runs = sureRuns(sightOf({ points: TRACE, penPx: PEN_PX }, ...remnants), BAND);
  assert.ok(runs.filter((run) => run !== null).length > 0.8 * runs.length);
});

test('rows in the dark lines of a grid, and waves that leave no level, tell nothing', () => {
  const lines = [90, 110, 130, 170, 190].map((y) => ({
    points: [
      [10, y],
      [490, y],
    ] as const,
    penPx: PEN_PX,
  }));
  assert.ok(sureRuns(sightOf({ points: TRACE, penPx: PEN_PX }, ...lines), BAND).every((run) => run === null));
  const waves = Array.from({ length: WIDTH - 20 }, (_, k) => [10 + k, BASELINE + 60 * Math.sin(k / 5)] as const);
  assert.ok(sureRuns(sightOf({ points: waves, penPx: PEN_PX }), BAND).every((run) => run === null));
});

test("a dark grid's line at the baseline, under every wave, is not where the trace surely is", () => {
  const beats = [60, 150, 240, 330, 420];
  const waves = (x: number) => beats.reduce((y, at) => y - 28 * Math.exp(-0.5 * ((x - at) / 10) ** 2), BASELINE);
  const points = Array.from({ length: WIDTH - 20 }, (_, k) => [10 + k, waves(10 + k)] as const);
  const gridLine = {
    points: [
      [10, BASELINE],
      [490, BASELINE],
    ] as const,
    penPx: PEN_PX,
  };
  const near = { ...BAND, spaceAbovePx: 120, spaceBelowPx: 120 };
  assert.ok(sureRuns(sightOf({ points, penPx: PEN_PX }, gridLine), near).every((run) => run === null));
});

test("a wave on a remnant of a grid's line, which goes on between its flanks, is followed", () => {
  const wave = [
    [10, BASELINE],
    [320, BASELINE],
    [330, BASELINE - 100],
    [345, BASELINE - 100],
    [360, BASELINE],
    [490, BASELINE],
  ] as const;
  const remnant = [
    [318, BASELINE - 4],
    [362, BASELINE - 4],
  ] as const;
  const { edgeY, firstColumn } = traceRow(
    sightOf({ points: wave, penPx: PEN_PX }, { points: remnant, penPx: PEN_PX }),
    BAND,
  );
  assert.ok(edgeY[338 - firstColumn]! < BASELINE - 90, `${edgeY[338 - firstColumn]}`);
});
