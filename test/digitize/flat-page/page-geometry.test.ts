import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageGeometry, upsideDown } from '../../../functions/digitize/flat-page/page-geometry.ts';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import type { PageGeometry } from '../../../functions/digitize/types.ts';

const PAGE = { index: 0, widthPx: 801, heightPx: 401, dpi: null, rgb: new Uint8Array(0) };

function pixelOf({ mmToPx }: PageGeometry, xMm: number, yMm: number): number[] {
  const at = (i: number) => (mmToPx[i] ?? 0) * xMm + (mmToPx[i + 1] ?? 0) * yMm + (mmToPx[i + 2] ?? 0);
  return [at(0) / at(6), at(3) / at(6)].map(Math.round);
}

test('a page upside down has its millimetres run from the other way round, over the same pixels', () => {
  const geometry = pageGeometry(plainMap(801, 401, { x: 8, y: 8 }, 0), PAGE, 0);
  const turned = upsideDown(geometry);
  assert.deepEqual(pixelOf(geometry, 10, 5), [80, 40]);
  assert.deepEqual(pixelOf(turned, -10, -5), [80, 40]);
  assert.equal(turned.quarterTurns, 2);
  assert.deepEqual(upsideDown(turned), geometry);
});
