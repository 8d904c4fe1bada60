import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settleClaims } from '../../../../functions/digitize/trace/joint/claimed-ink.ts';
import { claimedTwice } from '../../../../functions/digitize/trace/joint/contested.ts';
import { traceRow } from '../../../../functions/digitize/trace/row-trace.ts';
import { bandsOf, beatHeights, furthestOff, PITCH, sightOf } from '../../drawn-rows.ts';

const HEIGHT = 560;
/** Rows 20 mm apart, as on pages of six. */
const ROWS = [120, 280, 440];

function settled(lines: readonly Float64Array[]) {
  const sight = sightOf(lines, HEIGHT);
  const bands = bandsOf(ROWS, 160, HEIGHT, false);
  const stretches = bands.map((band, row) => ({
    row,
    column: 0,
    rhythm: false,
    fromX: band.left,
    toX: band.right,
    band,
  }));
  const alone = bands.map((band) => traceRow(sight, band));
  const traces = alone.map((trace) => ({ ...trace, edgeY: trace.edgeY.slice(), gap: trace.gap.slice() }));
  const shared = settleClaims(sight, stretches, traces, PITCH);
  return { alone, traces, shared };
}

test('an R wave that reaches past the S wave above it is its own row’s to the tip', () => {
  const lines = [beatHeights(ROWS[0]!, 3, 9), beatHeights(ROWS[1]!, 17, 5, 10), beatHeights(ROWS[2]!, 17, 3, 16)];
  const { alone, traces, shared } = settled(lines);
  assert.ok(furthestOff(alone[0]!.edgeY, lines[0]!) > 100, 'alone, the upper row strays into that wave');
  assert.ok(shared.size > 1);
  traces.forEach((trace, r) => {
    const off = furthestOff(trace.edgeY, lines[r]!);
    assert.ok(off < 12, `row ${r} is off by ${off} px`);
    assert.equal(trace.gap.indexOf(1), -1);
  });
});

test('waves that stay apart are claimed once, and traces stay as they were', () => {
  const lines = ROWS.map((baseline) => beatHeights(baseline, 5, 3));
  const { alone, traces, shared } = settled(lines);
  assert.deepEqual(claimedTwice(alone, PITCH.x), []);
  assert.equal(shared.size, 0);
  traces.forEach((trace, r) => {
    assert.deepEqual(trace.edgeY, alone[r]!.edgeY);
  });
});
