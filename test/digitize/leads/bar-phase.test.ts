import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phaseByBars } from '../../../functions/digitize/leads/bar-phase.ts';
import { ROW_BAND } from '../row-band.ts';

const [STEP_PX, PITCH_X] = [0.4, 8];
const COLUMNS = [0, 1, 2, 3];
const BASELINES = [100, 300];
const laidAt = (column: number) => 100 + 500 * column;

const stretches = BASELINES.flatMap((baselinePx) =>
  COLUMNS.map((column) => ({ column, fromX: laidAt(column), band: { ...ROW_BAND, baselinePx } })),
);

/** Bars over the begin of every column but the first, each as many samples behind where the column was laid. */
function barsBehind(samples: (column: number, row: number) => number) {
  return BASELINES.flatMap((baselinePx, row) =>
    COLUMNS.slice(1).map((column) => {
      const centreX = laidAt(column) + samples(column, row) * STEP_PX;
      const [left, right] = [Math.floor(centreX) - 2, Math.ceil(centreX) + 2];
      return { left, right, centreX, top: baselinePx - 30, bottom: baselinePx + 30, detached: true };
    }),
  );
}

const phaseOf = (samples: (column: number, row: number) => number, columns = 4) =>
  phaseByBars(stretches, barsBehind(samples), columns, STEP_PX, PITCH_X);

test('the fraction of a sample that bars stand behind their columns is the phase, whole samples are none', () => {
  assert.ok(Math.abs((phaseOf(() => 0.3) as number) - 0.3) < 1e-6);
  assert.ok(Math.abs((phaseOf((column) => column - 0.2) as number) + 0.2) < 1e-6);
});

test('bars that err by a tenth of a sample still tell it, those that stand anywhere do not', () => {
  const phase = phaseOf((column, row) => 0.25 + 0.1 * Math.sin(7 * column + 3 * row)) as number;
  assert.ok(Math.abs(phase - 0.25) < 0.06, `${phase}`);
  assert.equal(
    phaseOf((column, row) => 0.37 * column + 0.51 * row),
    null,
  );
});

test('columns of a third or a sixth of a row begin between samples', () => {
  assert.equal(
    phaseOf(() => 0.3, 6),
    null,
  );
});
