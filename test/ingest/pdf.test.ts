import assert from 'node:assert/strict';
import { test } from 'node:test';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import { ingest } from '../../functions/ingest/step.ts';
import type { PageFacts } from '../../functions/ingest/types.ts';
import { plainPdf } from '../digitize-vector/plain-pdf.ts';

async function factsOf(bytes: Uint8Array): Promise<readonly PageFacts[]> {
  const ingested = await ingest(bytes);
  assert.ok(ingested.ok && ingested.value.kind === 'pages');
  return ingested.value.pages;
}

test('a drawn page is rasterised at 300 dpi, a huge one at 4500 px', async () => {
  const [a4] = await factsOf(plainPdf({ widthPt: 842, heightPt: 595, content: '0 0 m 9 9 l S' }));
  assert.deepEqual([a4?.widthPx, a4?.heightPx, a4?.dpi], [3508, 2479, 300]);
  const [poster] = await factsOf(plainPdf({ widthPt: 8420, heightPt: 5950, content: '0 0 m 9 9 l S' }));
  assert.equal(poster?.widthPx, 4500);
});

test('a scanned page keeps the pixels of its scan', async () => {
  const scan = await sharp({ create: { width: 1684, height: 1190, channels: 3, background: '#fdd' } })
    .jpeg()
    .toBuffer();
  const pdf = new PDFDocument({ size: [842, 595], margin: 0 });
  pdf.image(scan, 0, 0, { width: 842, height: 595 });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => pdf.once('end', resolve));
  pdf.end();
  await ended;
  const [page] = await factsOf(Buffer.concat(chunks));
  assert.deepEqual([page?.widthPx, page?.heightPx, page?.dpi], [1684, 1190, 144]);
});

test('paths and texts lie in the pixels of the raster, also on a turned page', async () => {
  for (const rotate of [0, 90, 180, 270] as const) {
    const content = '1 0 0 rg 72 36 144 18 re f BT 0 g /F 20 Tf 72 144 Td (V1) Tj ET';
    const decoded = await decodePage(plainPdf({ widthPt: 432, heightPt: 288, content, rotate }), 'application/pdf', 0);
    assert.ok(decoded.ok && decoded.value.drawing !== null);
    const { raster, drawing } = decoded.value;
    const points = drawing.paths[0]?.points ?? new Float64Array();
    const xs = points.filter((_, i) => i % 2 === 0);
    const ys = points.filter((_, i) => i % 2 === 1);
    const at =
      (Math.floor((Math.min(...ys) + Math.max(...ys)) / 2) * raster.widthPx +
        Math.floor((Math.min(...xs) + Math.max(...xs)) / 2)) *
      3;
    assert.deepEqual([...raster.rgb.subarray(at, at + 3)], [255, 0, 0], `rotated by ${rotate}`);
    const [word] = drawing.texts;
    assert.equal(word?.text, 'V1');
    const [x = 0, y = 0, width = 0, height = 0] = word?.box ?? [];
    let darkest = 255;
    for (let row = Math.floor(y); row < y + height; row++) {
      for (let column = Math.floor(x); column < x + width; column++) {
        darkest = Math.min(darkest, raster.rgb[(row * raster.widthPx + column) * 3] as number);
      }
    }
    assert.ok(darkest < 60, `no ink in the box of the text, rotated by ${rotate}`);
  }
});

test('a page that the document does not have is a problem', async () => {
  const pdf = plainPdf({ widthPt: 432, heightPt: 288, content: '0 0 m 9 9 l S' });
  const decoded = await decodePage(pdf, 'application/pdf', 3);
  assert.equal(decoded.ok ? '' : decoded.problem.code, 'PAGE_NOT_FOUND');
});
