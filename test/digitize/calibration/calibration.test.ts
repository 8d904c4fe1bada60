import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrate } from '../../../functions/digitize/calibration/calibration.ts';
import type { LayoutCandidate } from '../../../functions/digitize/layout/layout.ts';
import { slotKey } from '../../../functions/digitize/marks/label-evidence.ts';
import type { PageMarks } from '../../../functions/digitize/marks/page-marks.ts';
import type { PrintedCalibration } from '../../../functions/digitize/types.ts';
import type { Lead } from '../../../functions/leads.ts';

const PITCH = { x: 8, y: 8 };
const ROWS = [200, 400, 600, 800];
const STRIP = ROWS.length - 1;

/** The chest leads' gain, mm/mV, on a page of three rows and a strip with pulses of so many mm; `name` stands beside the strip. */
const chestGain = (...page: Parameters<typeof calibrated>): number => calibrated(...page).chestGainMmPerMv;

function calibrated(pulsesMm: readonly (number | null)[], name: Lead | null, printed: PrintedCalibration = {}) {
  const page = {
    rows: ROWS.map((baselinePx) => ({ baselinePx })),
    pulses: pulsesMm.flatMap((mm, row) => (mm === null ? [] : [{ heightPx: mm * PITCH.y, footY: ROWS[row] }])),
    outlines: [],
    beats: [],
    span: { startPx: 0, endPx: 2000, agreed: false },
  } as unknown as PageMarks;
  const layout = {
    template: { rows: Array.from({ length: STRIP }, (): Lead[] => ['I', 'aVR', 'V1', 'V4']) },
    firstRow: 0,
    lattice: { columns: 4, startMm: 0, widthMm: 62.5 },
    labels: { slots: new Map(name === null ? [] : [[slotKey(STRIP, 0), { lead: name }]]), astray: [] },
  } as unknown as LayoutCandidate;
  return calibrate(page, layout, PITCH, {}, printed);
}

test('a pulse half as high as the others tells the chest leads’ gain where it stands on a strip that a chest lead’s name stands beside', () => {
  assert.equal(chestGain([10, 10, 10, 5], 'V5'), 5);
  assert.equal(chestGain([10, 10, 10, 10], 'V5'), 10);
});

test('it tells nothing on a strip of a limb lead, on one without a name, or beside a single other pulse', () => {
  assert.equal(chestGain([10, 10, 10, 5], 'II'), 10);
  assert.equal(chestGain([10, 10, 10, 5], null), 10);
  assert.equal(chestGain([10, null, null, 5], 'V5'), 10);
});

test('nor does one whose top is broken and that is not half as high', () => {
  assert.equal(chestGain([10.9, 10.9, 10.9, 4.45], 'V5'), 10);
});

test('one pulse leaves their gain open, and says nothing where the page prints one gain', () => {
  assert.equal(calibrated([10, 10, 10, 5], 'V5').isChestByOnePulse, true);
  assert.equal(calibrated([10, 10, 10, 10], 'V5').isChestByOnePulse, false);
  assert.equal(chestGain([10, 10, 10, 5], 'V5', { gainMmPerMv: 10 }), 10);
  const pair = calibrated([10, 10, 10, 5], 'V5', { gainMmPerMv: 10, chestGainMmPerMv: 5 });
  assert.deepEqual([pair.chestGainMmPerMv, pair.isChestByOnePulse], [5, false]);
});

test('pulses on rows of chest leads alone bear out the pair of gains that is printed, and so that of the limb leads', () => {
  const pair = { gainMmPerMv: 20, chestGainMmPerMv: 10 };
  const byPair = calibrated([null, null, null, 10], 'V5', pair);
  assert.deepEqual([byPair.answered.gainMmPerMv, byPair.chestGainMmPerMv], [20, 10]);
  assert.equal(calibrated([null, null, null, 10], 'V5').answered.gainMmPerMv, 10);
});
