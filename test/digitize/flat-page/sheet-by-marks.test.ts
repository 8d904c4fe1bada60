import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sheetByMarks } from '../../../functions/digitize/flat-page/sheet-by-marks.ts';
import { toMm } from '../../../functions/digitize/grid/paper-map.ts';
import { PITCH, pulsesAndRows } from './pulses-and-rows.ts';

/** A4 that was taken for letter has a millimetre of fewer pixels along its rows and of more across them. */
const A4_FOR_LETTER = { x: 279.4 / 297, y: 215.9 / 210 };

const asLetter = (rowMm: number) => {
  const page = pulsesAndRows(rowMm, [295, 200]);
  const pitchPx = { x: PITCH / A4_FOR_LETTER.x, y: PITCH / A4_FOR_LETTER.y };
  return { ...page, frame: { ...page.frame, pitchPx } };
};

test('a sheet is the one on which rows are as long as they usually are, and its map is stretched with it', () => {
  const page = asLetter(250);
  const right = sheetByMarks(page, A4_FOR_LETTER);
  assert.ok(Math.abs(right.frame.pitchPx.x / PITCH - 1) < 1e-9 && Math.abs(right.frame.pitchPx.y / PITCH - 1) < 1e-9);
  const [[x, y], [wasX, wasY]] = [toMm(right.map, 900, 300), toMm(page.map, 900, 300)];
  assert.ok(Math.abs(x * A4_FOR_LETTER.x - wasX) < 1e-9 && Math.abs(y * A4_FOR_LETTER.y - wasY) < 1e-9);
});

test('a cutting that passes for a sheet is as large as pulses and rows both make it', () => {
  const page = pulsesAndRows(250, [279, 198], 4, PITCH / 1.06);
  const { frame, scale } = sheetByMarks(page, null);
  assert.ok(Math.abs(frame.pitchPx.x / PITCH - 1) < 0.005 && Math.abs(frame.pitchPx.y / PITCH - 1) < 0.005);
  assert.equal(scale.source, 'pulse');
  const longer = pulsesAndRows(262, [290, 198], 4, PITCH / 1.06);
  assert.equal(sheetByMarks(longer, null), longer);
});

test('rows of another length leave the sheet as its proportions have it', () => {
  const page = asLetter(230);
  assert.equal(sheetByMarks(page, A4_FOR_LETTER), page);
});

test("a printer's dots that passed for a grid are as far apart as pulses and rows both make them, though those differ somewhat", () => {
  const page = pulsesAndRows(245, [279, 198], 4, PITCH / 1.09);
  assert.equal(sheetByMarks(page, null), page);
  const { frame, scale } = sheetByMarks(page, null, true);
  assert.ok(Math.abs(frame.pitchPx.x / PITCH - 245 / 250) < 0.005, `${frame.pitchPx.x}`);
  assert.equal(scale.source, 'pulse');
});

test('a grid of one colour stays where gaps make rows three per cent longer than pulses say', () => {
  const page = pulsesAndRows(259, [290, 198], 4, PITCH);
  assert.equal(sheetByMarks(page, null, true), page);
});
