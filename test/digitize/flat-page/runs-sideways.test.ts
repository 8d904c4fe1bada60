import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runsSideways } from '../../../functions/digitize/flat-page/runs-sideways.ts';
import { scaledByMarks } from '../../../functions/digitize/flat-page/scale-by-marks.ts';
import type { UprightPage } from '../../../functions/digitize/flat-page/upright-frame.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';
import type { Lead } from '../../../functions/leads.ts';
import { unscaledPage } from './unscaled-page.ts';

const PITCH = 8;
const ASSUMED = 7.76;
const [WIDTH, HEIGHT] = [280 * PITCH, 216 * PITCH];

/** Twelve rows of ten seconds 13 mm apart whose beats, all in the same columns, are 40 mm high; lead names as they were read. */
function tallRows(names: readonly Lead[]): UprightPage {
  const ink = emptyPlane(WIDTH, HEIGHT);
  const paint = (x: number, from: number, to: number) => {
    for (let y = Math.max(0, from); y < to; y++) ink.values.fill(255, y * WIDTH + x, y * WIDTH + x + 2);
  };
  for (let row = 0; row < 12; row++) {
    const y = (45 + 13 * row) * PITCH;
    for (let x = 15 * PITCH; x < 265 * PITCH; x++) {
      const level = y - Math.round(PITCH * Math.max(0, Math.sin(x / (2 * PITCH))));
      paint(x, level, level + 3);
    }
    for (let beat = 22; beat < 260; beat += 13 + (beat % 3)) {
      for (let k = 0; k < 40 * PITCH; k++) {
        const away = 1.5 * PITCH * (1 - k / (40 * PITCH));
        for (const x of [beat * PITCH - away, beat * PITCH + away]) paint(Math.round(x), y - k, y - k + 1);
      }
    }
  }
  return unscaledPage(
    ink,
    ASSUMED,
    names.map((lead, i) => ({ lead, probability: 0.95, xPx: 15 * PITCH, yPx: (42 + 13 * i) * PITCH })),
  );
}

test('tall waves one above the other pass for traces that run up the page only where no names stand upright', () => {
  assert.equal(runsSideways(tallRows([])), true);
  assert.equal(runsSideways(tallRows(['aVR', 'aVL', 'V1'])), false);
});

test('strips name no more than three leads: two names that stand upright and one that reads alike upside down are enough', () => {
  assert.equal(runsSideways(tallRows(['V1', 'V5', 'II'])), false);
  assert.equal(runsSideways(tallRows(['V1', 'V5', 'I'])), true, 'a single stroke passes for I');
  assert.equal(runsSideways(tallRows(['V1', 'II', 'III'])), true);
});

test('a page without a grid whose names stand upright is scaled by its rows, however tall their waves', () => {
  const scaled = scaledByMarks(tallRows(['aVR', 'aVL', 'V1']));
  assert.ok(scaled !== null);
  assert.ok(Math.abs(scaled.frame.pitchPx.x / PITCH - 1) < 0.005, `${scaled.frame.pitchPx.x} px a mm`);
});
