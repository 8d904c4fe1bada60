import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eraseRules } from '../../../functions/digitize/marks/rules.ts';
import { flankWidth } from '../../../functions/digitize/marks/stroke.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const PITCH = 8;

/** Fills columns [left, right) of rows [top, bottom) with ink. */
function fill(plane: ReturnType<typeof emptyPlane>, left: number, right: number, top: number, bottom: number): void {
  for (let y = top; y < bottom; y++) plane.values.fill(255, y * plane.widthPx + left, y * plane.widthPx + right);
}

test('a long upright rule is erased, the flanks of a tall wave are kept', () => {
  const ink = emptyPlane(400, 400);
  fill(ink, 100, 102, 20, 380);
  fill(ink, 250, 252, 100, 340);
  fill(ink, 250, 264, 100, 102);
  fill(ink, 262, 264, 100, 340);
  const rules = eraseRules(ink, PITCH, PITCH, 100);
  assert.equal(rules.length > 0 && rules.every(({ at }) => at < 110), true);
  assert.equal(ink.values[200 * 400 + 100], 0);
  assert.equal(ink.values[200 * 400 + 251], 255);
  assert.equal(ink.values[200 * 400 + 263], 255);
});

test('steep strokes tell the width of the pen where noise thickens level ones', () => {
  const ink = emptyPlane(600, 200);
  fill(ink, 0, 600, 150, 156);
  for (let x = 50; x < 600; x += 50) fill(ink, x, x + 2, 60, 152);
  const { runs } = findComponents(ink, 100);
  assert.equal(
    flankWidth(ink, runs, 255, PITCH, PITCH, () => true),
    null,
    'a few flanks tell nothing',
  );
  for (let x = 25; x < 600; x += 50) fill(ink, x, x + 2, 60, 152);
  const again = findComponents(ink, 100);
  assert.equal(
    flankWidth(ink, again.runs, 255, PITCH, PITCH, () => true),
    2,
  );
});

test('a bar that leans by a pixel is erased whole, not only the piece that came first', () => {
  const ink = emptyPlane(400, 800);
  // Three columns, of which the first is inked over a third of the bar.
  fill(ink, 101, 103, 40, 740);
  fill(ink, 100, 101, 400, 640);
  eraseRules(ink, PITCH, PITCH, 100);
  assert.equal(
    ink.values.some((value) => value > 0),
    false,
  );
});

test('a tall stroke that is seen as trace and leans as no rule does is kept, a bar that passes for trace is not', () => {
  const ink = emptyPlane(400, 400);
  for (let y = 60; y < 300; y++) fill(ink, 100 + Math.round(y / 100), 103 + Math.round(y / 100), y, y + 1);
  fill(ink, 250, 253, 60, 300);
  const seen = { ...ink, values: ink.values.slice() };
  const unseen = { ...ink, values: ink.values.slice() };
  eraseRules(ink, PITCH, PITCH, 100, seen);
  assert.deepEqual([ink.values[200 * 400 + 103], seen.values[200 * 400 + 103]], [255, 255]);
  assert.deepEqual([ink.values[200 * 400 + 251], seen.values[200 * 400 + 251]], [0, 0]);
  eraseRules(unseen, PITCH, PITCH, 100, emptyPlane(400, 400));
  assert.equal(unseen.values[200 * 400 + 103], 0);
});

test('a bar between columns beside which a wave runs is erased with its like in other rows, and alone passes for a flank of it', () => {
  const barsOf = (rows: readonly number[]) => {
    const ink = emptyPlane(400, 800);
    for (const row of rows) fill(ink, 100, 102, 40 + 250 * row, 260 + 250 * row);
    fill(ink, 118, 120, 120, 240);
    eraseRules(ink, PITCH, PITCH, 100);
    return { bar: ink.values[200 * 400 + 101], wave: ink.values[200 * 400 + 119] };
  };
  assert.deepEqual(barsOf([0, 1, 2]), { bar: 0, wave: 255 });
  assert.deepEqual(barsOf([0]), { bar: 255, wave: 255 });
});
