import assert from 'node:assert/strict';
import { test } from 'node:test';
import { likeliestGain, pulseGain } from '../../../functions/digitize/calibration/gain.ts';
import type { Pulse } from '../../../functions/digitize/marks/pulses.ts';
import { areTraces, pulsesAtEnds, pulsesOnRows, rowsByPulses } from '../../../functions/digitize/marks/row-check.ts';

const PX = 8;
const row = (mm: number) => ({ baselinePx: mm * PX, mass: 100 });
const pulse = (footMm: number, heightMm = 10): Pulse => ({
  left: 80,
  right: 120,
  topY: (footMm - heightMm) * PX,
  footY: footMm * PX,
  heightPx: heightMm * PX,
  whole: true,
});
const heights = (rows: readonly { readonly baselinePx: number }[]) => rows.map(({ baselinePx }) => baselinePx / PX);

test('the crests of a tachycardia between rows that have a pulse are no rows', () => {
  const pulses = [40, 70, 100, 130].map((mm) => pulse(mm));
  assert.deepEqual(heights(rowsByPulses([40, 62, 70, 100, 121, 130].map(row), pulses, PX)), [40, 70, 100, 130]);
});

test('a row that was not seen is where its pulse stands', () => {
  const pulses = [40, 70, 100, 130].map((mm) => pulse(mm));
  assert.deepEqual(heights(rowsByPulses([40, 70, 130].map(row), pulses, PX)), [40, 70, 100, 130]);
});

test('a few pulses of twelve rows take none of them away', () => {
  const rows = Array.from({ length: 12 }, (_, i) => row(40 + 12.5 * i));
  assert.equal(
    rowsByPulses(
      rows,
      [40, 77.5, 90].map((mm) => pulse(mm)),
      PX,
    ).length,
    12,
  );
});

test('rows half way between pulses are rows: the pulse of every other one was not seen', () => {
  const pulses = [40, 80, 120].map((mm) => pulse(mm));
  assert.deepEqual(heights(rowsByPulses([20, 40, 60, 80, 100, 120].map(row), pulses, PX)), [20, 40, 60, 80, 100, 120]);
  assert.deepEqual(heights(rowsByPulses([40, 60, 80, 112, 120].map(row), pulses, PX)), [40, 80, 120]);
});

test('boxes that stand on no row are no pulses', () => {
  assert.equal(pulsesOnRows([pulse(52), pulse(57), pulse(101)], [40, 70, 100].map(row), PX).length, 0);
  assert.equal(pulsesOnRows([pulse(40), pulse(71)], [40, 70, 100].map(row), PX).length, 2);
});

test('what stands amid the rows is no pulse, before their traces and behind them it may be one', () => {
  const at = (mm: number): Pulse => ({ ...pulse(40), left: (mm - 2.5) * PX, right: (mm + 2.5) * PX });
  const extents = [10, 10, 40].map((mm) => ({ left: mm * PX, right: 270 * PX }));
  const kept = pulsesAtEnds([at(14), at(140), at(268)], extents);
  assert.deepEqual(
    kept.map(({ left, right }) => (left + right) / 2 / PX),
    [14, 268],
  );
});

test('a wave that ends like a pulse a sixth of a row before the row does is none', () => {
  const at = (mm: number): Pulse => ({ ...pulse(40), left: (mm - 1.5) * PX, right: (mm + 1.5) * PX });
  const extents = [20, 20, 20].map((mm) => ({ left: mm * PX, right: 270 * PX }));
  assert.deepEqual(pulsesAtEnds([at(231)], extents), []);
});

test('a note between two rows is no row, though its strokes are thick; a row that was seen in part stays where one is due', () => {
  const columns = 260 * PX;
  const span = { startPx: 0, endPx: columns, beginAgreed: true, endAgreed: true, beginCut: false, agreed: true };
  const outlineAt = (mm: number) => ({
    top: new Float32Array(columns).fill(mm * PX),
    bottom: new Float32Array(columns).fill(mm * PX + 2),
  });
  const kept = (heightsMm: readonly number[], mostMm: number) =>
    areTraces(
      heightsMm.map((mm) => ({ baselinePx: mm * PX, mass: 100 })),
      heightsMm.map((mm) => ({ left: 0, right: (mm === mostMm ? 40 : 260) * PX })),
      heightsMm.map(outlineAt),
      span,
      [],
      PX,
      PX,
    );
  assert.deepEqual(kept([40, 65, 90, 115, 125], 125), [true, true, true, true, false]);
  assert.deepEqual(kept([40, 65, 90, 115, 140], 140), [true, true, true, true, true]);
});

test('the gain is what the pulses show, the print breaks their silence, odd heights are no gain', () => {
  assert.equal(pulseGain([pulse(40, 5.1), pulse(70, 4.9), pulse(100, 5)], PX), 5);
  assert.equal(pulseGain([pulse(40, 7.3), pulse(70, 7.4)], PX), null);
  assert.equal(likeliestGain([9, 10, 12], 20, null).value, 20);
  assert.equal(likeliestGain([9, 10, 12], null, 5).value, 5);
  assert.equal(likeliestGain([9, 10, 12], null, null).value, 10);
});
