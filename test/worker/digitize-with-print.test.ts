import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Digitized } from '../../functions/digitize/types.ts';
import type { DecodedPage } from '../../functions/ingest/types.ts';
import type { PagePool, PageTask } from '../../functions/platform/page-pool.ts';
import { ok } from '../../functions/problems.ts';
import { createOcrPool } from '../../functions/read/ocr-pool.ts';
import { digitizeWithPrint } from '../../functions/worker/digitize-with-print.ts';
import { renderPage } from '../../synth/page/render-page.ts';
import { synthesise } from '../../synth/synthesise.ts';
import { digitized } from './fake-stages.ts';

const ocr = createOcrPool({ size: 1 });
after(() => ocr.close());

const TASK: PageTask = { bytes: new Uint8Array(), mediaType: 'image/png', pageIndex: 0 };

/** A page that prints 50 mm/s and 5 mm/mV. */
function fastPage(): DecodedPage {
  const ecg = synthesise({ seed: 3, rateBpm: 82 });
  const { raster } = renderPage({ seed: 11, vendor: 'muse', pxPerMm: 8, speedMmPerS: 50, gainMmPerMv: 5 }, ecg);
  return {
    raster: { index: 0, widthPx: raster.width, heightPx: raster.height, dpi: null, rgb: raster.rgb },
    drawing: null,
  };
}

/** Pages that are always read the same way, and the tasks that they were given. */
function pagesReading(page: DecodedPage, answer: Digitized) {
  const tasks: PageTask[] = [];
  const run: PagePool['runWithPage'] = async (task) => {
    tasks.push(task);
    return ok({ page, digitized: ok(answer) });
  };
  return { run, tasks };
}

test('where the traces do not tell the scale, the page is read again with what it prints', async () => {
  const { run, tasks } = pagesReading(fastPage(), digitized({ scaleMargin: 1 }));
  const done = await digitizeWithPrint(run, ocr)(TASK);
  assert.ok(done.ok && done.value.digitized.ok);
  assert.equal(tasks.length, 2);
  assert.deepEqual(tasks[1]?.printed, { speedMmPerS: 50, gainMmPerMv: 5 });
});

test('a print that bears out the reading, or traces that tell the scale, cost no second reading', async () => {
  const calibration = { speedMmPerS: 50, gainMmPerMv: 5, pitchPx: { x: 8, y: 8 }, source: 'grid' } as const;
  const page = fastPage();
  for (const answer of [digitized({ scaleMargin: 1, calibration }), digitized({ scaleMargin: 6 }), digitized()]) {
    const { run, tasks } = pagesReading(page, answer);
    await digitizeWithPrint(run, ocr)(TASK);
    assert.equal(tasks.length, 1);
  }
});
