import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import type { RasterPage } from '../../functions/ingest/types.ts';
import { toPdf } from '../../synth/page/pdf.ts';
import { composePage } from '../../synth/page/render-page.ts';
import { toScannedPdf } from '../../synth/page/scanned-pdf.ts';
import { twoPages } from '../../synth/page/two-pages.ts';
import { toTiff } from '../../synth/picture.ts';
import { renderTwoPages } from '../../synth/scene/render-scene.ts';
import { synthesise } from '../../synth/synthesise.ts';
import type { Raster } from '../../synth/types.ts';

const sheets = renderTwoPages(3, 'scan', { pxPerMm: 3 });

async function decoded(file: Buffer, mediaType: 'application/pdf' | 'image/tiff', index: number): Promise<RasterPage> {
  const page = await decodePage(file, mediaType, index);
  assert.ok(page.ok, page.ok ? '' : page.problem.code);
  return page.value.raster;
}

/** Mean difference of two pictures of one size, of 255. */
function difference(a: RasterPage, b: Raster): number {
  assert.deepEqual([a.widthPx, a.heightPx], [b.width, b.height]);
  return a.rgb.reduce((sum, value, i) => sum + Math.abs(value - b.rgb[i]!), 0) / a.rgb.length;
}

test('a report on two pages has the limb leads on the first and the chest leads on the second, all from 0 s', async () => {
  const [limbs, chest] = await sheets;
  const leads = (page: typeof limbs) => page.truth.lines.map((line) => line.lead);
  assert.deepEqual(leads(limbs), ['I', 'II', 'III', 'aVR', 'aVL', 'aVF']);
  assert.deepEqual(leads(chest), ['V1', 'V2', 'V3', 'V4', 'V5', 'V6']);
  for (const line of [...limbs.truth.lines, ...chest.truth.lines]) {
    assert.equal(line.startS, 0);
    const recorded = limbs.ecg.leads[line.lead];
    assert.ok(line.mv.every((value, i) => value === recorded[i]));
  }
  assert.deepEqual(limbs.truth.facts, chest.truth.facts);
  assert.ok(!Buffer.from(limbs.raster.rgb).equals(Buffer.from(chest.raster.rgb)));
});

test('both pages say which they are', () => {
  const printed = twoPages({ seed: 5, vendor: 'muse' }).map((fields) =>
    composePage(fields, synthesise({ seed: 5 })).drawing.items.flatMap((item) =>
      item.kind === 'text' ? item.text : [],
    ),
  );
  assert.ok(printed[0]?.includes('Page 1 of 2'));
  assert.ok(printed[1]?.includes('Page 2 of 2'));
});

test('a scanned PDF holds every picture at its own density, up to what JPEG loses', async () => {
  const pictures = (await sheets).map((sheet) => sheet.raster);
  const pdf = await toScannedPdf(
    // Said to be a scan of 152 dpi: below 100 dpi the page would be drawn larger than its picture.
    pictures.map((picture) => ({ picture, pxPerMm: 6 })),
    95,
  );
  for (const [i, picture] of pictures.entries())
    assert.ok(difference(await decoded(pdf, 'application/pdf', i), picture) < 4, `page ${i}`);
  const beyond = await decodePage(pdf, 'application/pdf', 2);
  assert.equal(beyond.ok ? '' : beyond.problem.code, 'PAGE_NOT_FOUND');
});

test('a TIFF holds every picture as it is, smaller ones at the top left', async () => {
  const [first, second] = (await sheets).map((sheet) => sheet.raster);
  const low = {
    ...second!,
    height: second!.height - 40,
    rgb: second!.rgb.subarray(0, 3 * second!.width * (second!.height - 40)),
  };
  const tiff = await toTiff([first!, low]);
  assert.equal(difference(await decoded(tiff, 'image/tiff', 0), first!), 0);
  const page = await decoded(tiff, 'image/tiff', 1);
  assert.ok(Buffer.from(page.rgb.subarray(0, low.rgb.length)).equals(Buffer.from(low.rgb)));
  assert.ok(page.rgb.subarray(low.rgb.length).every((value) => value === 255));
});

test('the drawings of both pages go into one PDF of vectors', async () => {
  const drawings = twoPages({ seed: 6 }).map((fields) => composePage(fields, synthesise({ seed: 6 })).drawing);
  const pdf = toPdf(drawings, { strokes: 'path', text: 'font' });
  for (const index of [0, 1]) {
    const page = await decodePage(pdf, 'application/pdf', index);
    const names = page.ok ? page.value.drawing?.texts.map((run) => run.text) : [];
    assert.ok(names?.includes(index === 0 ? 'aVF' : 'V6'), `${names}`);
    assert.ok(!names?.includes(index === 0 ? 'V6' : 'aVF'));
  }
});
