import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceJointly } from '../../functions/digitize/joint-trace.ts';
import { traceRow } from '../../functions/digitize/row-trace.ts';
import { bandsOf, beatHeights, furthestOff, PITCH, sightOf } from './drawn-rows.ts';

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
