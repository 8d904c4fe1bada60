import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceJointly } from '../../../../functions/digitize/trace/joint/joint-trace.ts';
import { traceRow } from '../../../../functions/digitize/trace/row-trace.ts';
import { bandsOf, beatHeights, furthestOff, PITCH, sightOf } from '../../drawn-rows.ts';

const ROWS = [100, 180];

test('an S wave that runs into the next row and that row’s R wave each stay with their own row', () => {
  const lines = [beatHeights(ROWS[0]!, 3, 9), beatHeights(ROWS[1]!, 8, 2)];
  const sight = sightOf(lines, 280);
  const bands = bandsOf(ROWS, 80, 280, true);
  const traces = bands.map((band) => traceRow(sight, band));
  assert.equal(traceJointly(sight, bands, traces, PITCH), true);
  traces.forEach((trace, r) => {
    const off = furthestOff(trace.edgeY, lines[r]!);
    assert.ok(off < 8, `row ${r} is off by ${off} px`);
  });
});

test('strokes that are nowhere as dark as the darkest are followed all the same', () => {
  const lines = [beatHeights(ROWS[0]!, 3, 9), beatHeights(ROWS[1]!, 8, 2)];
  const sight = sightOf(lines, 280);
  sight.ink.values.forEach((value, at) => {
    sight.ink.values[at] = 0.7 * value;
  });
  const bands = bandsOf(ROWS, 80, 280, true);
  const traces = bands.map((band) => traceRow(sight, band));
  traceJointly(sight, bands, traces, PITCH);
  traces.forEach((trace, r) => {
    const off = furthestOff(trace.edgeY, lines[r]!);
    assert.ok(off < 8, `row ${r} is off by ${off} px`);
  });
});

test('a row that meets none of those beside it keeps to the pixel, not to the half millimetre of the search', () => {
  const rows = [...ROWS, 280];
  const lines = [beatHeights(ROWS[0]!, 3, 9), beatHeights(ROWS[1]!, 8, 2), beatHeights(280, 2.3, 1.1)];
  const sight = sightOf(lines, 380);
  const bands = bandsOf(rows, 80, 380, true);
  const traces = bands.map((band) => traceRow(sight, band));
  traceJointly(sight, bands, traces, PITCH);
  const off = furthestOff(traces[2]!.edgeY, lines[2]!);
  assert.ok(off < 1.7, `off by ${off} px`);
});

test('a row whose begin pales under writing stays there, and does not follow the row above', () => {
  const rows = [100, 170, 240];
  const lines = [beatHeights(rows[0]!, 3, 9), beatHeights(rows[1]!, 8, 9), beatHeights(rows[2]!, 8, 2)];
  const sight = sightOf(lines, 360);
  const { values, widthPx } = sight.ink;
  const pale = 0.45 * sight.level;
  for (let y = rows[2]! - 18; y < rows[2]! + 8; y++) {
    for (let x = 0; x < 80; x++) {
      const isLetter = x % 12 > 6 && y < rows[2]! - 6;
      values[y * widthPx + x] = isLetter ? pale : Math.min(pale, values[y * widthPx + x]!);
    }
  }
  const bands = bandsOf(rows, 70, 360, true);
  const traces = bands.map((band) => traceRow(sight, band));
  traceJointly(sight, bands, traces, PITCH);
  const off = furthestOff(traces[2]!.edgeY, lines[2]!);
  assert.ok(off < 8, `off by ${off} px`);
});
