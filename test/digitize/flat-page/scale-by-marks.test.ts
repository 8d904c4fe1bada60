import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scaledByMarks } from '../../../functions/digitize/flat-page/scale-by-marks.ts';
import type { UprightPage } from '../../../functions/digitize/flat-page/upright-frame.ts';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';
import type { Lead } from '../../../functions/leads.ts';
import { unscaledPage } from './unscaled-page.ts';

/** Pixels a millimetre, as it is and as it was assumed. */
const PITCH = 8;
const ASSUMED = 7.6;

/** Rows that end together, each after a calibration pulse of 10 mm, on a page of `pageMm`, looked at as if it had `assumedPx` a mm. */
function pulsesAndRows(rowMm: number, pageMm: readonly [number, number], rows = 4, assumedPx = ASSUMED): UprightPage {
  const [width, height] = [Math.round(pageMm[0] * PITCH), Math.round(pageMm[1] * PITCH)];
  const ink = emptyPlane(width, height);
  const paint = (x0: number, y0: number, x1: number, y1: number) => {
    for (let y = Math.round(Math.min(y0, y1)) - 1; y <= Math.round(Math.max(y0, y1)) + 1; y++)
      ink.values.fill(255, y * width + Math.round(x0) - 1, y * width + Math.round(x1) + 2);
  };
  const endX = (pageMm[0] - 5) * PITCH;
  const beginX = endX - rowMm * PITCH;
  for (let row = 0; row < rows; row++) {
    const foot = (50 + 35 * row) * PITCH;
    const [left, right] = [beginX - 10 * PITCH, beginX - 5 * PITCH];
    paint(left - PITCH, foot, left, foot);
    paint(left, foot, left, foot - 10 * PITCH);
    paint(left, foot - 10 * PITCH, right, foot - 10 * PITCH);
    paint(right, foot, right, foot - 10 * PITCH);
    paint(right, foot, right + PITCH, foot);
    for (let x = beginX; x < endX; x++) {
      const wave = Math.max(0, 1 - Math.abs(((x - beginX) % (20 * PITCH)) / PITCH - 10));
      const level = foot - PITCH * Math.sin(x / (2 * PITCH));
      paint(x, level, x, level - 8 * PITCH * wave);
    }
  }
  return unscaledPage(ink, assumedPx);
}

const offs = (rowMm: number, pageMm: readonly [number, number], rows?: number, assumedPx?: number) => {
  const pitch = scaledByMarks(pulsesAndRows(rowMm, pageMm, rows, assumedPx))?.frame.pitchPx;
  assert.ok(pitch !== undefined);
  return [Math.abs(pitch.x / PITCH - 1), Math.abs(pitch.y / PITCH - 1)] as const;
};

test('rows of 250 mm tell the scale more finely than pulses', () => {
  const [x, y] = offs(250, [295, 200]);
  assert.ok(x < 0.002 && y < 0.002, `${x} ${y}`);
});

test('rows that agreeing pulses contradict are of another length: the pulses tell the scale', () => {
  for (const rowMm of [255, 273]) {
    const [x, y] = offs(rowMm, [295, 200]);
    assert.ok(x < 0.01 && y < 0.01, `${rowMm} mm: ${x} ${y}`);
  }
});

test('rows cut short on a whole sheet of an unusual resolution: pulses vouch for the sheet', () => {
  const [x, y] = offs(246, [279.4, 215.9]);
  assert.ok(x < 0.001 && y < 0.001, `${x} ${y}`);
});

test('rows of a strip are whole seconds long, which tells more finely than its pulses, however far off the resolution that was stated', () => {
  for (const assumedPx of [ASSUMED, 5.4]) {
    const [x, y] = offs(175, [230, 160], 3, assumedPx);
    assert.ok(x < 0.002 && y < 0.002, `${assumedPx}: ${x} ${y}`);
  }
  const [x, y] = offs(188, [240, 160], 3);
  assert.ok(x < 0.012 && y < 0.012, `no whole seconds: ${x} ${y}`);
});

/** Two rows of 250 mm, the lower one begun and ended 6 mm further to the left, with the names read beside them. */
function raggedRows(names: readonly Lead[]): UprightPage {
  const [width, height] = [290 * PITCH, 200 * PITCH];
  const ink = emptyPlane(width, height);
  for (const [row, left] of [20, 14].entries()) {
    for (let x = left * PITCH; x < (left + 250) * PITCH; x++) {
      const wave = Math.max(0, 1 - Math.abs(((x / PITCH) % 20) - 10));
      const y = Math.round((70 + 60 * row - 8 * wave) * PITCH);
      for (let k = -1; k <= (wave > 0 ? PITCH : 1); k++) ink.values[(y + k) * width + x] = 255;
    }
  }
  return unscaledPage(
    ink,
    ASSUMED,
    names.map((lead, i) => ({ lead, probability: 0.95, xPx: 30 * PITCH * (i + 1), yPx: 60 * PITCH })),
  );
}

test('rows that begin and end apart are taken for usual ones only where many leads are named, and hardly believed', () => {
  assert.equal(scaledByMarks(raggedRows([])), null);
  const scaled = scaledByMarks(raggedRows(['aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3']));
  assert.ok(scaled !== null && scaled.scale.confidence > 0 && scaled.scale.confidence <= 0.2);
  assert.ok(Math.abs(scaled.frame.pitchPx.x / PITCH - 1) < 0.03, `${scaled.frame.pitchPx.x} px a mm`);
});

test('rows and pulses that speak for one another tell a scale far from the assumed one', () => {
  const page = pulsesAndRows(250, [295, 200]);
  for (const factor of [0.7, 1.45]) {
    const pitchPx = { x: factor * PITCH, y: factor * PITCH };
    const map = plainMap(page.frame.ink.widthPx, page.frame.ink.heightPx, pitchPx, 0);
    const found = scaledByMarks({ ...page, map, frame: { ...page.frame, pitchPx } })?.frame.pitchPx;
    assert.ok(found !== undefined && Math.abs(found.x / PITCH - 1) < 0.005, `${found?.x} from ${pitchPx.x}`);
  }
});
