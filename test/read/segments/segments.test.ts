import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findInk } from '../../../functions/read/ink/ink.ts';
import { chooseSegments } from '../../../functions/read/segments/choose-segments.ts';
import { hasLetterWidths } from '../../../functions/read/segments/letter-widths.ts';
import { findTextSegments, isWord, type TextSegment } from '../../../functions/read/segments/text-segments.ts';
import { completePage } from '../../../synth/page/default-spec.ts';
import { rasterise } from '../../../synth/page/rasterise.ts';
import { writerFor } from '../../../synth/page/vendor.ts';

const PX_PER_MM = 14;
const TRACE_FROM_PX = 900;
const SIZE_MM = [120, 60] as const;

/** The chosen segments of a picture with this print and trace, millimetres. */
function segmentsOf(
  print: readonly (readonly [x: number, y: number, text: string])[],
  traceMm: readonly number[] = [],
): TextSegment[] {
  const spec = completePage({ seed: 1, vendor: 'plain', paperMm: SIZE_MM, grid: 'none', pxPerMm: PX_PER_MM });
  const writer = writerFor(spec, 3);
  for (const [x, y, text] of print) writer.text(x, y, text);
  const drawing = { widthMm: SIZE_MM[0], heightMm: SIZE_MM[1], paper: spec.paper, items: writer.items };
  const { rgb, width, height } = rasterise(drawing, { pxPerMm: PX_PER_MM, antialias: true, masks: [] }).raster;
  const level = new Uint8Array(width * height).map((_, at) => 255 - (rgb[3 * at] as number));
  traceMm.forEach((y, index) => {
    for (let row = 0; row < 3; row++) level[(Math.round(y * PX_PER_MM) + row) * width + TRACE_FROM_PX + index] = 255;
  });
  return chooseSegments(findTextSegments(findInk({ widthPx: width, heightPx: height, level })));
}

test('short cells of a table are print where longer ones stand in their column', () => {
  const rows = [
    [10, 10, 'Vent. rate'],
    [40, 10, '90'],
    [10, 15, 'PR'],
    [40, 15, '14'],
    [10, 20, 'QRSD duration'],
  ] as const;
  assert.equal(segmentsOf(rows).length, rows.length);
  assert.equal(segmentsOf([[10, 15, 'PR']]).length, 0);
});

test('a piece of a trace on the line of print is no segment', () => {
  const wave = Array.from({ length: 120 }, (_, x) => 9.8 - 1.5 * Math.exp(-(((x - 60) / 18) ** 2)));
  assert.equal(segmentsOf([[10, 10, 'Normal sinus rhythm']], wave).length, 1);
});

test('upright pieces of a grid side by side are no print, a short row of ones is', () => {
  const strokes = (count: number): TextSegment => ({
    left: 0,
    top: 0,
    right: 20 * count,
    bottom: 40,
    slope: 0,
    baseline: 40,
    capHeightPx: 40,
    glyphs: Array.from({ length: count }, (_, at) => ({
      left: 20 * at,
      top: 0,
      right: 20 * at + 5,
      bottom: 40,
      areaPx: 150,
    })),
  });
  assert.equal(hasLetterWidths(strokes(8)), false);
  assert.equal(hasLetterWidths(strokes(4)), true);
});

test('a line of print is as wide as letters are', () => {
  const [line] = segmentsOf([[10, 10, 'Vent. rate 111 bpm']]);
  assert.ok(line && hasLetterWidths(line));
});

test('a segment as long as a word is one, however few glyphs its touching letters make', () => {
  const [word, value] = segmentsOf([
    [10, 10, 'Vent. rate'],
    [40, 10, '90'],
  ]);
  assert.ok(word !== undefined && value !== undefined);
  assert.equal(isWord({ ...word, glyphs: word.glyphs.slice(0, 1) }), true);
  assert.equal(isWord(value), false);
});

test('a colon before a value is left out of its segment, one within a time stays', () => {
  const ofText = (text: string) => segmentsOf([[10, 10, text]])[0]!;
  const [value, behindColon] = [ofText('2.350 mV'), ofText(': 2.350 mV')];
  assert.equal(behindColon.glyphs.length, value.glyphs.length);
  assert.ok(behindColon.left > value.left + 0.3 * value.capHeightPx);
  assert.equal(ofText('12:35 mV').glyphs.length, ofText('1235 mV').glyphs.length + 2);
  assert.equal(ofText('QT: 350').glyphs.length, ofText('QT 350').glyphs.length + 2);
});
