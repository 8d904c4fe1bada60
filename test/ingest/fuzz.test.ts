import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import { ingest } from '../../functions/ingest/step.ts';
import { perLead } from '../../functions/leads.ts';
import { PROBLEM_CODES } from '../../functions/problems.ts';
import { madeUpLeads } from '../digitize-vector/drawn-ecg.ts';
import { plainPdf } from '../digitize-vector/plain-pdf.ts';
import { encodeBmp } from './encode-bmp.ts';
import { encodeDicom } from './encode-dicom.ts';
import { encodeSierraXml } from './encode-sierra.ts';

const picture = sharp({ create: { width: 320, height: 200, channels: 3, background: '#abc' } });
const LEADS = perLead((lead) => madeUpLeads()[lead].subarray(0, 500));
const SEEDS = [
  await picture.clone().png().toBuffer(),
  await picture.clone().jpeg().toBuffer(),
  await picture.clone().tiff({ compression: 'lzw' }).toBuffer(),
  await picture.clone().webp().toBuffer(),
  await picture.clone().gif().toBuffer(),
  encodeBmp(8, 320, 200),
  plainPdf({ widthPt: 400, heightPt: 300, content: '1 w 10 10 m 300 200 l S BT /F 9 Tf 20 20 Td (V1) Tj ET' }),
  encodeDicom(LEADS, 'explicit'),
  encodeDicom(LEADS, 'implicit'),
  encodeSierraXml(LEADS),
  Buffer.from('r 1 500 2\nr.dat 16 200/mV 16 0 0 0 0 II\n#Age: 63\n'),
];

test('a good file with any bytes changed, or cut anywhere, is read or refused with a known problem', async () => {
  const edit = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 }));
  const damage = fc.record({
    seed: fc.constantFrom(...SEEDS),
    edits: fc.array(edit, { maxLength: 6 }),
    keep: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ seed, edits, keep }) => {
      const bytes = Uint8Array.from(seed.subarray(0, Math.ceil(seed.length * keep)));
      for (const [place, value] of edits) bytes[Math.floor(place * (bytes.length - 1))] = value;
      const ingested = await ingest(bytes, undefined, async () => bytes);
      if (!ingested.ok) return assert.ok(PROBLEM_CODES.includes(ingested.problem.code));
      if (ingested.value.kind !== 'pages') return;
      const page = await decodePage(bytes, ingested.value.mediaType, 0);
      if (!page.ok) assert.ok(PROBLEM_CODES.includes(page.problem.code));
    }),
    { numRuns: 250, seed: 20_261_120 },
  );
});
