import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { DecodedPage } from '../../functions/ingest/types.ts';
import { turnRaster } from '../../functions/read/frame/reading-frame.ts';
import { createOcrPool } from '../../functions/read/recognise/ocr-pool.ts';
import { read } from '../../functions/read/step.ts';
import { FIELD_NAMES, type FieldName, type FieldValue } from '../../functions/read/types.ts';
import { renderPage } from '../../synth/page/render-page.ts';
import { synthesise } from '../../synth/synthesise.ts';
import type { PrintedFactsTruth } from '../../synth/types.ts';

const pool = createOcrPool({ size: 1 });
after(() => pool.close());

function page(vendor: string): { page: DecodedPage; truth: PrintedFactsTruth } {
  const ecg = synthesise({ seed: 3, rateBpm: 82, axisDeg: -41 });
  const { raster, truth } = renderPage({ seed: 11, vendor, pxPerMm: 8 }, ecg);
  return {
    page: {
      raster: { index: 0, widthPx: raster.width, heightPx: raster.height, dpi: null, rgb: raster.rgb },
      drawing: null,
    },
    truth: truth.facts,
  };
}

const JUDGED: readonly FieldName[] = FIELD_NAMES.filter((name) => name !== 'filter');

function values(fields: Readonly<Record<FieldName, { readonly value: FieldValue | null }>>): Record<string, unknown> {
  return Object.fromEntries(JUDGED.map((name) => [name, fields[name].value]));
}

test('every fact of a clean MUSE page is read as printed, the negative axis included', async () => {
  const { page: muse, truth } = page('muse');
  const result = await read(muse, null, pool);
  assert.ok(result.ok);
  assert.deepEqual(
    values(result.value.fields),
    Object.fromEntries(JUDGED.map((name) => [name, truth[name as keyof PrintedFactsTruth] ?? null])),
  );
  assert.ok((truth.qrsAxisDeg ?? 0) < 0, 'the page prints a negative axis');
});

test('a page that lies upside down reads the same, and its boxes lie on the page as it was sent', async () => {
  const { page: muse, truth } = page('muse');
  const turned: DecodedPage = { raster: turnRaster(muse.raster, 2), drawing: null };
  const result = await read(turned, null, pool);
  assert.ok(result.ok);
  const { heartRateBpm } = result.value.fields;
  assert.equal(heartRateBpm.value, truth.heartRateBpm);
  assert.ok(
    (heartRateBpm.box?.[1] ?? 0) > turned.raster.heightPx / 2,
    'the header is at the bottom of an upside-down page',
  );
});

test('a rate behind a heart sign is read without the sign', async () => {
  const { page: edan, truth } = page('edan');
  const result = await read(edan, null, pool);
  assert.ok(result.ok);
  assert.equal(result.value.fields.heartRateBpm.value, truth.heartRateBpm);
  assert.equal(result.value.fields.acquiredAt.value, truth.acquiredAt);
});

test('a page without print has no facts', async () => {
  const raster = { index: 0, widthPx: 900, heightPx: 600, dpi: null, rgb: new Uint8Array(900 * 600 * 3).fill(250) };
  const result = await read({ raster, drawing: null }, null, pool);
  assert.ok(result.ok);
  for (const name of FIELD_NAMES) {
    assert.deepEqual([result.value.fields[name].value, result.value.fields[name].reason], [null, 'absent'], name);
  }
});

test('the text of a vector page is taken from the file', async () => {
  const raster = { index: 0, widthPx: 1200, heightPx: 800, dpi: 150, rgb: new Uint8Array(1200 * 800 * 3).fill(255) };
  const line = (text: string, y: number) => ({ text, box: [60, y, text.length * 9, 16] as const });
  const texts = [line('Vent. rate 82 BPM', 40), line('QT/QTc 392/457 ms', 64), line('P-R-T axes 52 -41 23', 88)];
  const result = await read(
    { raster, drawing: { pxPerPt: 2, axisPxPerPt: { x: 2, y: 2 }, picturePart: 0, paths: [], texts } },
    null,
    pool,
  );
  assert.ok(result.ok);
  const { heartRateBpm, qtcMs, qrsAxisDeg } = result.value.fields;
  assert.deepEqual([heartRateBpm.value, qtcMs.value, qrsAxisDeg.value], [82, 457, -41]);
  assert.equal(heartRateBpm.confidence, 1);
});
