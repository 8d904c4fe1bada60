import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paperByPrint } from '../../../functions/digitize/flat-page/page-scale.ts';
import { inkMap } from '../../../functions/digitize/ink/ink-map.ts';

/** What tells the scale of a white page without a grid, whose file states 100 dots an inch. */
function sourceOf(widthPx: number, heightPx: number): string {
  const rgb = new Uint8Array(widthPx * heightPx * 3).fill(255);
  for (let x = 100; x < widthPx - 100; x++)
    for (const y of [150, 151, 152]) rgb.fill(0, 3 * (y * widthPx + x), 3 * (y * widthPx + x) + 3);
  const page = { index: 0, dpi: 100, widthPx, heightPx, rgb };
  return paperByPrint(page, inkMap(page)).scale.source;
}

test('a resolution is that of the paper where the page is a sheet by it, or a cutting from one', () => {
  assert.equal(sourceOf(1169, 827), 'dpi');
  assert.equal(sourceOf(1100, 400), 'dpi');
  assert.equal(sourceOf(1654, 1169), 'dpi');
});

test("it is a screen's where the page would be a strip longer than sheets, or smaller than any", () => {
  assert.equal(sourceOf(1430, 570), 'layout');
  assert.equal(sourceOf(500, 380), 'layout');
});
