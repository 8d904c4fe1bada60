import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnBars } from '../../../functions/digitize/layout/column-bars.ts';
import { columnEnds } from '../../../functions/digitize/leads/column-ends.ts';
import type { Bar } from '../../../functions/digitize/marks/bars.ts';
import { emptyPlane, type Plane } from '../../../functions/digitize/maths/plane.ts';

const PITCH_PX = 8;
const BASELINES = [100, 200, 300];
const rows = BASELINES.map((baselinePx) => ({ baselinePx, mass: 1 }));
/** Two columns of 62.5 mm from x = 0: the lattice puts the boundary at 500 px. */
const lattice = { columns: 2, startMm: 0, widthMm: 62.5, score: 1, labelOffsetMm: null };
const leadRows = [0, 1, 2];

/** Three level traces across a page, blank where `isBlank` says so. */
function traces(isBlank: (x: number, row: number) => boolean): Plane {
  const ink = emptyPlane(1000, 400);
  BASELINES.forEach((y, row) => {
    for (let x = 0; x < ink.widthPx; x++) if (!isBlank(x, row)) ink.values[y * ink.widthPx + x] = 255;
  });
  return ink;
}

const endsOn = (ink: Plane, bars: readonly Bar[] = []) =>
  columnEnds({ ink, rows, level: 255 }, lattice, leadRows, bars, PITCH_PX);

test('columns end where all rows are blank in the same pixels', () => {
  assert.deepEqual(endsOn(traces((x) => x >= 496 && x < 499)), [{ endX: 496, nextX: 499 }]);
});

test('a name that reaches into the gap of one row changes nothing', () => {
  const ends = endsOn(traces((x, row) => x >= 496 && x < 499 && row !== 1));
  assert.deepEqual(ends, [{ endX: 496, nextX: 499 }]);
});

test('traces that go on, break off by turns or end early leave the boundary to the lattice', () => {
  assert.deepEqual(endsOn(traces(() => false)), [null]);
  assert.deepEqual(endsOn(traces((x, row) => x >= 492 + 4 * row && x < 495 + 4 * row)), [null]);
  assert.deepEqual(endsOn(traces((x) => x >= 480)), [null]);
});

test('wide gaps that are alike at all boundaries end columns, others leave them to the lattice', () => {
  const thirds = { ...lattice, columns: 3, widthMm: 41 };
  const endsOf = (gaps: readonly (readonly [number, number])[]) =>
    columnEnds(
      { ink: traces((x) => gaps.some(([from, to]) => x >= from && x < to)), rows, level: 255 },
      thirds,
      leadRows,
      [],
      PITCH_PX,
    );
  assert.deepEqual(
    endsOf([
      [310, 334],
      [644, 668],
    ]),
    [
      { endX: 310, nextX: 334 },
      { endX: 644, nextX: 668 },
    ],
  );
  assert.deepEqual(
    endsOf([
      [310, 334],
      [644, 656],
    ]),
    [null, null],
  );
});

const bar = (centreX: number, top: number, bottom: number, width = 2): Bar => ({
  left: centreX - width / 2,
  right: centreX + width / 2,
  centreX,
  top,
  bottom,
  detached: true,
});

test('bars above one another in the rows stand on the boundary', () => {
  const ink = traces(() => false);
  const bars = BASELINES.map((y) => bar(497, y - 20, y + 20));
  assert.deepEqual(endsOn(ink, bars), [{ endX: 497, nextX: 497 }]);
  assert.deepEqual(endsOn(ink, bars.slice(0, 1)), [null]);
});

const barsOn = (bars: readonly Bar[]) =>
  columnBars({ bars, rows, ink: emptyPlane(1000, 400), strokePx: 2 }, lattice, { x: PITCH_PX, y: PITCH_PX }, 100);

test('the cut flank of a wave at a boundary is no bar: no other is like it', () => {
  const flanks = [bar(500, 100, 128), bar(500, 183, 202)];
  assert.deepEqual(barsOn(flanks), []);
  assert.equal(barsOn(BASELINES.map((y) => bar(500, y - 20, y + 20))).length, 3);
});

test('the dashes of a broken rule and a thick bar by itself are bars', () => {
  const dashes = [0, 1, 2, 3].map((k) => bar(500, 40 + 30 * k, 60 + 30 * k));
  assert.equal(barsOn(dashes).length, dashes.length);
  assert.equal(barsOn([bar(500, 80, 120, 6)]).length, 1);
});

test('bars that were missed at one boundary are found by those at the others', () => {
  const ink = emptyPlane(2000, 400);
  for (const y of BASELINES)
    for (let row = y - 20; row < y + 20; row++) ink.values.fill(255, row * 2000 + 1000, row * 2000 + 1005);
  const wide = { ...lattice, columns: 4 };
  const known = [500, 1500].flatMap((x) => BASELINES.map((y) => bar(x, y - 20, y + 20, 6)));
  const found = columnBars({ bars: known, rows, ink, strokePx: 2 }, wide, { x: PITCH_PX, y: PITCH_PX }, 100);
  const missed = found.filter(({ centreX }) => Math.abs(centreX - 1002.5) <= 1.5);
  assert.deepEqual(
    missed.map(({ top }) => top).sort((a, b) => a - b),
    BASELINES.map((y) => y - 20),
  );
  assert.equal(found.length, known.length + missed.length);
});
