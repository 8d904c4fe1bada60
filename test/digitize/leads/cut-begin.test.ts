import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreLead } from '../../../bench/digitize/metrics.ts';
import { fitLattice } from '../../../functions/digitize/layout/column-lattice.ts';
import { digitize } from '../../../functions/digitize/step.ts';
import type { RasterPage } from '../../../functions/ingest/types.ts';
import { LEADS } from '../../../functions/leads.ts';
import { drawPage } from '../drawn-page.ts';

/** The page without its left part. */
function cutLeft(page: RasterPage, px: number): RasterPage {
  const widthPx = page.widthPx - px;
  const rgb = new Uint8Array(widthPx * page.heightPx * 3);
  for (let y = 0; y < page.heightPx; y++)
    rgb.set(page.rgb.subarray(3 * (y * page.widthPx + px), 3 * (y + 1) * page.widthPx), 3 * y * widthPx);
  return { ...page, widthPx, rgb };
}

test('where the picture cuts the first column the others keep their times, and it begins later', async () => {
  const { page, leads } = drawPage();
  // Rows begin 10 mm from the left edge, and a millimetre is 8 px.
  const result = await digitize({ raster: cutLeft(page, (10 + 20) * 8), drawing: null });
  assert.ok(result.ok);
  assert.equal(result.value.layout, '3x4+1');
  for (const lead of LEADS) {
    const found = result.value.leads[lead];
    const score = found && scoreLead(found.mv, found.startS, Float64Array.from(leads[lead]));
    assert.ok(score && score.r > 0.98 && Math.abs(score.lagMs) < 20, `${lead}: ${found?.startS} s, r ${score?.r}`);
  }
  const begins = LEADS.map((lead) => result.value.leads[lead]?.startS ?? 0);
  assert.ok(Math.abs((begins[0] as number) - 0.8) < 0.03);
  assert.deepEqual(
    begins,
    begins.map((s) => Number(s.toFixed(6))),
    'times carry no errors of floating point',
  );
});

test('columns begin beyond the edge only of pictures that cut the rows', () => {
  const marks = {
    bars: [],
    words: [],
    startMm: 0.2,
    endMm: 230,
    beginAgrees: false,
    endAgrees: true,
    endsAgree: false,
    beginCut: true,
    rows: 4,
  };
  assert.equal(fitLattice(marks, 4).startMm, -20);
  assert.ok(fitLattice({ ...marks, startMm: 12, endMm: 242, beginCut: false }, 4).startMm > 0);
});
