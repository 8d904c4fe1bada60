import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digitize } from '../../functions/digitize/step.ts';
import { digitizeVector } from '../../functions/digitize/vector/digitize-vector.ts';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import type { DecodedPage } from '../../functions/ingest/types.ts';
import { LEADS } from '../../functions/leads.ts';
import { drawnContent, madeUpLeads, RATE_HZ } from './drawn-ecg.ts';
import { type PlainImage, plainPdf } from './plain-pdf.ts';
import { signalToNoiseDb } from './signal-to-noise.ts';

const TRUTH = madeUpLeads();
const MM = 72 / 25.4;
const A4 = { widthPt: 297 * MM, heightPt: 210 * MM };
const ROWS = [
  ['I', 'aVR', 'V1', 'V4'],
  ['II', 'aVL', 'V2', 'V5'],
  ['III', 'aVF', 'V3', 'V6'],
];
const WHOLE_PAGE = `q ${A4.widthPt} 0 0 ${A4.heightPt} 0 0 cm /I0 Do Q`;

async function decoded(content: string, images: readonly PlainImage[] = []): Promise<DecodedPage> {
  const page = await decodePage(plainPdf({ ...A4, content, images }), 'application/pdf', 0);
  assert.ok(page.ok);
  return page.value;
}

/** What a drawing looks like, as a picture for another page. */
async function picture(content: string): Promise<PlainImage> {
  const { raster } = await decoded(content);
  return { widthPx: raster.widthPx, heightPx: raster.heightPx, data: raster.rgb };
}

test('traces over a grid that is a picture are read from the drawing', async () => {
  const grid = await picture(drawnContent(TRUTH, { rows: [] }));
  const page = await decoded(`${WHOLE_PAGE}\n${drawnContent(TRUTH, { rows: ROWS, grid: 'none' })}`, [grid]);
  const digitized = digitizeVector(page);
  assert.ok(digitized);
  for (const lead of LEADS) {
    const found = digitized.leads[lead];
    assert.ok(found, `${lead} is missing`);
    const from = Math.round(found.startS * RATE_HZ);
    const db = signalToNoiseDb(TRUTH[lead].subarray(from, from + found.mv.length), found.mv);
    assert.ok(db > 40, `${lead}: ${db.toFixed(1)} dB`);
  }
});

test('a picture of traces in a drawn grid, frame and names is never answered from the lines around it', async () => {
  const traces = await picture(drawnContent(TRUTH, { rows: ROWS, labels: false, speed: 12.5 }));
  const names = drawnContent(TRUTH, { rows: ROWS, grid: 'fine', pulses: false, text: '12.5 mm/s 10 mm/mV' })
    .split('\n')
    .filter((line) => line.startsWith('BT') || / m .* l S$/.test(line));
  const trend = drawnContent(TRUTH, { rows: [['II']], grid: 'none', pulses: false, labels: false });
  const frame = '2 w 20 20 780 540 re S';
  const page = await decoded([WHOLE_PAGE, frame, ...names, trend].join('\n'), [traces]);
  assert.equal(digitizeVector(page), null);
  const read = await digitize(page);
  // Its pixels may be refused; what they answer is never the frame's, and at the speed that the text of the page says.
  if (!read.ok) assert.equal(read.problem.code, 'TRACE_NOT_FOUND');
  else {
    assert.equal(read.value.calibration.speedMmPerS, 12.5);
    assert.notEqual(read.value.calibration.source, 'vector');
  }
});

test('a scan with an invisible layer of recognised text is read from its pixels', async () => {
  const scan = await picture(drawnContent(TRUTH, { rows: ROWS }));
  const layer = ROWS.flat().map((name, i) => `BT 3 Tr /F 9 Tf ${50 + 40 * i} 500 Td (${name}) Tj ET`);
  assert.equal(digitizeVector(await decoded([WHOLE_PAGE, ...layer].join('\n'), [scan])), null);
});
