import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scaledByMarks } from '../../../functions/digitize/flat-page/scale-by-marks.ts';
import type { UprightPage } from '../../../functions/digitize/flat-page/upright-frame.ts';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';
import type { Lead } from '../../../functions/leads.ts';
import { ASSUMED, PITCH, pulsesAndRows } from './pulses-and-rows.ts';
import { unscaledPage } from './unscaled-page.ts';

const offs = (rowMm: number, pageMm: readonly [number, number], rows?: number, assumedPx?: number, mayBeFax = true) => {
  const pitch = scaledByMarks(pulsesAndRows(rowMm, pageMm, rows, assumedPx), { mayBeFax })?.frame.pitchPx;
  assert.ok(pitch !== undefined);
  return [Math.abs(pitch.x / PITCH - 1), Math.abs(pitch.y / PITCH - 1)] as const;
};

test('rows of 250 mm tell the scale more finely than pulses', () => {
  const [x, y] = offs(250, [295, 200]);
  assert.ok(x < 0.002 && y < 0.002, `${x} ${y}`);
});

test('rows of half the usual length, which pulses bear out, tell the scale as finely', () => {
  const [x, y] = offs(125, [295, 200]);
  assert.ok(x < 0.002 && y < 0.002, `${x} ${y}`);
});

test('two pulses of one height contradict rows of another length as well', () => {
  const [x, y] = offs(273, [295, 200], 2);
  assert.ok(x < 0.01 && y < 0.01, `${x} ${y}`);
});

test('rows that agreeing pulses contradict are of another length: the pulses tell the scale', () => {
  for (const rowMm of [255, 273]) {
    const [x, y] = offs(rowMm, [295, 200]);
    assert.ok(x < 0.01 && y < 0.01, `${rowMm} mm: ${x} ${y}`);
  }
});

test('rows that the pulses of a page which is no fax contradict are of another length', () => {
  for (const rowMm of [245.3, 260]) {
    const [x, y] = offs(rowMm, [295, 200], 4, ASSUMED, false);
    assert.ok(x < 0.01 && y < 0.01, `${rowMm} mm: ${x} ${y}`);
  }
});

test('on a page of two tones pulses may be 6 % too high among dots: rows are believed', () => {
  const [x] = offs(235, [295, 200]);
  assert.ok(Math.abs(x - (1 - 235 / 250)) < 0.01, `${x}`);
});

test('rows tell the scale finely however far off the assumed one was, where pulses bear them out', () => {
  const [x, y] = offs(250, [295, 200], 4, PITCH / 1.22);
  assert.ok(x < 0.002 && y < 0.01, `${x} ${y}`);
});

test('a picture with a sheet’s proportions is larger than the sheet where agreeing pulses say so: they are rather too high', () => {
  const [x, y] = offs(247.6, [1.0185 * 279.4, 1.0185 * 215.9]);
  assert.ok(x < 0.0115 && y < 0.0115, `${x} ${y}`);
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

test('rows of a strip that is seen askew are whole seconds long as well, and not as long as those of reports', () => {
  const page = pulsesAndRows(200, [240, 120], 3, PITCH / 1.25);
  const [a = 1, b = 0, c = 0, d = 1] = page.map.view;
  const askew = { ...page, map: { ...page.map, view: Float64Array.of(a, b, c, d, 0.03, 0.02) } };
  const pitch = scaledByMarks(askew)?.frame.pitchPx;
  assert.ok(pitch !== undefined && Math.abs(pitch.x / PITCH - 1) < 0.004, `${pitch?.x} px a mm`);
});

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
