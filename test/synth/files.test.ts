import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { LEADS } from '../../functions/leads.ts';
import { toPdf } from '../../synth/page/pdf.ts';
import { composePage, renderPage } from '../../synth/page/render-page.ts';
import { synthesise } from '../../synth/synthesise.ts';
import { writeWfdb } from '../../synth/write-wfdb.ts';

const ecg = synthesise({ seed: 8 });

for (const strokes of ['path', 'segment'] as const)
  for (const text of ['font', 'outline'] as const)
    test(`a PDF with ${strokes} strokes and ${text} text looks like the raster`, async () => {
      const fields = { seed: 1, vendor: 'muse', grid: 'none', pxPerMm: 144 / 25.4 } as const;
      const library = await PDFiumLibrary.init();
      const document = await library.loadDocument(toPdf([composePage(fields, ecg).drawing], { strokes, text }));
      const page = await document.getPage(0).render({ scale: 2, render: 'bitmap' });
      const { raster, truth } = renderPage(fields, ecg);
      assert.ok(Math.abs(page.width - raster.width) <= 1 && Math.abs(page.height - raster.height) <= 1);
      for (const line of truth.lines)
        for (let i = 20; i < line.xPx.length - 20; i += 97) {
          const at = Math.round(line.yPx[i]!) * page.width + Math.round(line.xPx[i]!);
          assert.ok(page.data[4 * at]! < 170, `${line.lead} sample ${i} is not drawn`);
        }
      library.destroy();
    });

test('a WFDB record holds the samples to the microvolt and says age and sex', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'synth-'));
  try {
    const path = await writeWfdb(directory, 'r1', { leads: ecg.leads, ageYears: 63, sex: 'female' });
    const header = await readFile(path, 'utf8');
    assert.match(header, /^r1 12 500 5000\n/);
    assert.match(header, /#Age: 63\n#Sex: F\n$/);
    const bytes = await readFile(join(directory, 'r1.dat'));
    for (const [lead, name] of LEADS.entries())
      for (const i of [0, 777, 4999])
        assert.ok(Math.abs(bytes.readInt16LE(2 * (12 * i + lead)) / 1000 - ecg.leads[name][i]!) <= 0.0006);
  } finally {
    await rm(directory, { recursive: true });
  }
});
