import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SPEEDS, weighSpeeds } from '../../../functions/digitize/calibration/speed.ts';
import { beatShapes, changeAt } from '../../../functions/digitize/layout/column-shapes.ts';
import { findBeats } from '../../../functions/digitize/marks/beats.ts';
import type { RowOutline } from '../../../functions/digitize/marks/row-outline.ts';
import { tWaveMm } from '../../../functions/digitize/marks/t-waves.ts';
import { syntheticLeads } from '../drawn-page.ts';

const PX = 8;
const STROKE = 2;
const leads = syntheticLeads();

/** Outlines of leads in columns of equal time, 10 s in all, as drawn at a speed and 10 mm/mV at 8 px/mm. */
function outlines(rows: readonly (readonly (keyof typeof leads)[])[], speedMmPerS: number): RowOutline[] {
  const widthPx = Math.floor(10 * speedMmPerS * PX) - PX;
  return rows.map((names) => {
    const height = (x: number) => {
      const s = x / PX / speedMmPerS;
      const lead = names[Math.min(names.length - 1, Math.floor((s / 10) * names.length))]!;
      return -(leads[lead][Math.round(s * 500)] ?? 0) * 10 * PX;
    };
    const ends = Array.from({ length: widthPx }, (_, x) => [height(x), height(x + 1)] as const);
    return {
      top: Float32Array.from(ends, ([a, b]) => Math.min(a, b) - STROKE / 2),
      bottom: Float32Array.from(ends, ([a, b]) => Math.max(a, b) + STROKE / 2),
    };
  });
}

const beatsOf = (rows: readonly RowOutline[]) => findBeats(rows, 0, rows[0]?.top.length ?? 0, PX, PX, STROKE);

for (const speed of SPEEDS) {
  test(`beats printed at ${speed} mm/s tell the speed`, () => {
    const beats = beatsOf(outlines([['I'], ['II'], ['V5']], speed));
    assert.ok(Math.abs((beats.intervalMm ?? 0) / (0.83 * speed) - 1) < 0.03, `${beats.intervalMm} mm`);
    assert.ok(Math.abs((beats.tWaveMm ?? 0) / (0.26 * speed) - 1) < 0.1, `${beats.tWaveMm} mm`);
    const weights = weighSpeeds(beats, null);
    assert.equal(SPEEDS[weights.indexOf(Math.max(...weights))], speed);
  });
}

test('rows 125 mm long are ten seconds at 12.5 mm/s where the beats say nothing', () => {
  const weights = weighSpeeds({ atMm: [], intervalMm: null, qrsMm: null, tWaveMm: null }, 125);
  assert.equal(weights.indexOf(Math.max(...weights)), 0);
});

test('rows that a photograph shows 2 % too long are still ten seconds at 25 mm/s, where a slow heart says 50', () => {
  const slow = { atMm: [], intervalMm: 40.5, qrsMm: 2.25, tWaveMm: null };
  const [, usual, fast] = weighSpeeds(slow, 255);
  assert.ok(usual > fast, `${usual} ${fast}`);
  const [, alone, fastAlone] = weighSpeeds(slow, 276);
  assert.ok(alone < fastAlone, `${alone} ${fastAlone}`);
});

test('the time to the T wave tells a slow heart from a fast paper, where rate and width leave both open', () => {
  const slow = { atMm: [], intervalMm: 40, qrsMm: 2.25 };
  const likeliest = (tWaveMm: number | null) => {
    const weights = weighSpeeds({ ...slow, tWaveMm }, 250);
    return SPEEDS[weights.indexOf(Math.max(...weights))];
  };
  assert.equal(likeliest(null), 25);
  assert.equal(likeliest(12), 50);
  assert.equal(likeliest(8), 25);
  assert.equal(likeliest(30), 25, 'a wave where no T wave can be says nothing');
});

test('at 140 a minute, where T and P waves run together, the time to the T wave does not make a slow paper of a fast heart', () => {
  const weights = weighSpeeds({ atMm: [], intervalMm: 10.5, qrsMm: 1.25, tWaveMm: 3.5 }, null);
  assert.equal(SPEEDS[weights.indexOf(Math.max(...weights))], 25);
});

test('a T wave is not told in less than three rows, nor from a single beat', () => {
  assert.equal(beatsOf(outlines([['I'], ['II']], 25)).tWaveMm, null);
  const rows = outlines([['I'], ['II'], ['V5']], 25);
  const atPx = beatsOf(rows).atMm.map((x) => x * PX);
  assert.equal(tWaveMm(rows, atPx.slice(1, 2), 0.83 * 25 * PX, PX, PX), null);
  assert.ok(tWaveMm(rows, atPx, 0.83 * 25 * PX, PX, PX) !== null);
});

test('beats change shape where columns of leads meet and nowhere else', () => {
  const rows = outlines(
    [
      ['I', 'aVR', 'V1', 'V4'],
      ['II', 'aVL', 'V2', 'V5'],
      ['III', 'aVF', 'V3', 'V6'],
    ],
    25,
  );
  const shapes = beatShapes(rows, beatsOf(rows), PX, PX);
  const change = (xMm: number) => changeAt(shapes, [0, 1, 2], xMm, 62.5) ?? Number.NaN;
  const amid = Math.max(...[31, 94, 156, 219].map(change));
  for (const boundary of [62.5, 125, 187.5]) {
    assert.ok(change(boundary) > 3 * amid, `${boundary} mm: ${change(boundary)}, amid columns ${amid}`);
  }
});
