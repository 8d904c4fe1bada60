import assert from 'node:assert/strict';
import { test } from 'node:test';
import { samplePhase } from '../../../functions/digitize/leads/sample-phase.ts';
import { traceRow } from '../../../functions/digitize/trace/row-trace.ts';
import { drawnLine } from '../drawn-line.ts';
import { ROW_BAND } from '../row-band.ts';

const STEP_PX = 0.4;
const STROKE_PX = 2;
const HEIGHTS = [15.2, 45.4, 75.7];

/** The phase of rows that were drawn from each of `fromX` to each of `toX` and are looked for from 20 to 68; a pixel of the page takes `pagePx`. */
function phaseOf(fromX: readonly number[], toX: readonly number[], pagePx = 1): number {
  const planes = HEIGHTS.map((y, i) =>
    drawnLine(
      [
        [fromX[i]!, y],
        [toX[i]!, y],
      ],
      STROKE_PX,
      90,
      90,
    ),
  );
  const ink = {
    ...planes[0]!,
    values: planes[0]!.values.map((v, i) => Math.max(v, ...planes.map((p) => p.values[i]!))),
  };
  const sight = { ink, level: 255, strokePx: STROKE_PX, pagePx, hidden: new Uint8Array(ink.values.length) };
  const traced = HEIGHTS.map((y, row) => {
    const band = {
      ...ROW_BAND,
      baselinePx: y,
      top: Math.round(y) - 12,
      bottom: Math.round(y) + 12,
      left: 20,
      right: 69,
    };
    return { stretch: { row, column: 0, rhythm: false, fromX: 20, toX: 68, band }, trace: traceRow(sight, band) };
  });
  return samplePhase(sight, traced, { beginX: 20, lastX: 68 - STEP_PX, stepPx: STEP_PX }, 8);
}

const three = (x: number) => [x, x, x];

test('samples stand where the pen was set down, not where the pixel begins', () => {
  for (const laterPx of [-0.17, -0.13, 0, 0.13, 0.17]) {
    const phase = phaseOf(three(20 + laterPx), three(68 - STEP_PX + laterPx));
    assert.ok(Math.abs(phase - laterPx / STEP_PX) < 0.1, `${phase} for ${laterPx / STEP_PX}`);
  }
});

test('whole samples are no phase', () => {
  const later = 3 * STEP_PX + 0.12;
  assert.ok(Math.abs(phaseOf(three(20 + later), three(67.6 + later)) - 0.3) < 0.1);
});

test('what shortens lines at both ends moves nothing, nor does a line that is drawn to the next sample’s place', () => {
  assert.ok(Math.abs(phaseOf(three(20.15), three(67.45))) < 0.05);
  assert.ok(Math.abs(phaseOf(three(20), three(68))) < 0.1);
});

test('rows half a sample longer than the recording are as it is drawn, not drawn on', () => {
  assert.ok(Math.abs(phaseOf(three(20), three(67.6 + 0.5 * STEP_PX)) - 0.25) < 0.05);
});

test('coarse pages that were enlarged say nothing', () => {
  assert.equal(phaseOf(three(20.12), three(67.72), 4), 0);
});

test('rows that do not begin together, or lines cut at one end, say nothing', () => {
  assert.equal(phaseOf([20.1, 20.9, 22], three(67.7)), 0);
  assert.equal(phaseOf(three(20.1), three(65)), 0);
});
