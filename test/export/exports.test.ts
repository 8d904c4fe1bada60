import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { digitizeVector } from '../../functions/digitize/vector/digitize-vector.ts';
import { findingsCsv, overlayPng, reportPdf, signalsCsv, wfdbFiles } from '../../functions/export/step.ts';
import type { Inferred } from '../../functions/infer/types.ts';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import { ingestWfdb } from '../../functions/ingest/wfdb-recording.ts';
import { LEADS, perLead } from '../../functions/leads.ts';
import { FIELD_NAMES, type PrintedFacts } from '../../functions/read/types.ts';
import { synthesise } from '../../synth/synthesise.ts';
import { drawnContent, madeUpLeads, RATE_HZ } from '../digitize-vector/drawn-ecg.ts';
import { plainPdf } from '../digitize-vector/plain-pdf.ts';
import { signalToNoiseDb } from '../digitize-vector/signal-to-noise.ts';

const LEAD_ROWS = madeUpLeads();
const SIGNALS = { sampleRateHz: RATE_HZ, leads: LEAD_ROWS };
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function printed(statements: readonly string[]): PrintedFacts {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, { value: null, reason: 'absent' as const }]));
  return {
    fields: { ...fields, statements: { value: statements } } as PrintedFacts['fields'],
    timings: { totalMs: 0 },
  };
}

const INFERRED: Inferred = {
  detection: { score: 0.91, abnormal: true, threshold: 0.5 },
  localization: { sampleRateHz: 100, leads: perLead(() => new Float32Array(0)), spans: [] },
  diagnoses: [{ code: 'AFIB', system: 'scp', name: 'Atrial fibrillation', probability: 0.93, positive: true }],
  beats: [],
  measurements: {
    heartRateBpm: 72,
    rrMs: 833,
    pMs: null,
    prMs: 160,
    qrsMs: 92,
    qtMs: 400,
    qtcMs: 438,
    pAxisDeg: null,
    qrsAxisDeg: 34,
    tAxisDeg: null,
  },
  outsideIntendedUse: [],
  models: {},
  timings: { totalMs: 0 },
} as unknown as Inferred;

test('CSV: a header with units, a row a sample, empty cells for what is missing', () => {
  const leads = { ...LEAD_ROWS, V6: new Float32Array(5000).fill(Number.NaN) };
  const lines = text(signalsCsv({ sampleRateHz: 500, leads }))
    .trimEnd()
    .split('\r\n');
  assert.equal(lines[0], `time_s,${LEADS.map((lead) => `${lead}_mV`).join(',')}`);
  assert.equal(lines.length, 5001);
  const cells = lines[251]?.split(',') ?? [];
  assert.equal(cells[0], '0.5000');
  assert.ok(Math.abs(Number(cells[1]) - (LEAD_ROWS.I[250] as number)) < 1e-4);
  assert.equal(cells[12], '');
});

test('CSV: printed text cannot become a formula or break out of its cell', () => {
  const hostile = ['=HYPERLINK("http://x","y")', '+1+1', '-2', '@SUM(A1)', 'Sinus rhythm, "normal"'];
  const lines = text(findingsCsv(printed(hostile), INFERRED)).split('\r\n');
  const cells = lines
    .filter((line) => line.startsWith('printed,'))
    .map((line) => line.slice('printed,statements,statements,'.length));
  assert.deepEqual(cells, [
    `"'=HYPERLINK(""http://x"",""y"")",,`,
    "'+1+1,,",
    "'-2,,",
    "'@SUM(A1),,",
    '"Sinus rhythm, ""normal""",,',
  ]);
  assert.ok(lines.includes('measured,heartRateBpm,heartRateBpm,72,1/min,'));
  assert.ok(lines.includes('diagnosis,AFIB,Atrial fibrillation,,,0.93'));
});

test('WFDB: what is written is read back to the microvolt, missing samples and patient too', async () => {
  const V2 = Float32Array.from(LEAD_ROWS.V2, (value, i) => (i < 100 ? Number.NaN : value));
  const leads = { ...LEAD_ROWS, V2, V6: new Float32Array(5000).fill(Number.NaN) };
  const files = wfdbFiles('../study 7', { sampleRateHz: 500, leads }, { ageYears: 63, sex: 'female' });
  assert.match(files.headerName, /^[\w-]+\.hea$/);
  const read = await ingestWfdb(text(files.header), async (name) => {
    assert.equal(name, files.dataName);
    return files.data;
  });
  assert.ok(read.ok);
  assert.deepEqual([read.value.ageYears, read.value.sex, read.value.sampleRateHz], [63, 'female', 500]);
  assert.equal(read.value.leads.V6, undefined);
  assert.ok(Number.isNaN(read.value.leads.V2?.[99]));
  for (const [i, value] of V2.entries()) {
    if (i >= 100) assert.ok(Math.abs((read.value.leads.V2?.[i] as number) - value) <= 0.00051);
  }
});

test('PDF: the report is drawn to scale: our own digitizer reads the signals back from it', async () => {
  const content = {
    title: 'Study 7',
    signals: SIGNALS,
    printed: printed(['Normal']),
    inferred: INFERRED,
    quality: null,
  };
  const pdf = await reportPdf({ ...content, madeAt: new Date(0) });
  const page = await decodePage(pdf, 'application/pdf', 0);
  assert.ok(page.ok);
  const words = page.value.drawing?.texts.map((each) => each.text).join(' ') ?? '';
  assert.match(words, /not a medical device/);
  assert.match(words, /Atrial fibrillation/);
  const digitized = digitizeVector(page.value);
  assert.equal(digitized?.layout, '3x4+1');
  assert.equal(digitized?.calibration.gainMmPerMv, 10);
  for (const lead of LEADS) {
    const found = digitized?.leads[lead];
    assert.ok(found, `${lead} is missing`);
    const from = Math.round(found.startS * RATE_HZ);
    const db = signalToNoiseDb(LEAD_ROWS[lead].subarray(from, from + found.mv.length), found.mv);
    assert.ok(db > 35, `${lead}: ${db.toFixed(1)} dB`);
  }
});

test('PDF: half a minute of one lead goes on from row to row, and is read back as one lead', async () => {
  const { leads } = synthesise({ seed: 9, durationS: 30, rhythm: 'sinus-arrhythmia' });
  const signals = { sampleRateHz: RATE_HZ, leads: { ...perLead(() => new Float32Array(0)), II: leads.II } };
  const content = { title: 'Study 8', signals, printed: null, inferred: null, quality: null, madeAt: new Date(0) };
  const page = await decodePage(await reportPdf(content), 'application/pdf', 0);
  assert.ok(page.ok);
  const digitized = digitizeVector(page.value);
  assert.equal(digitized?.layout, '1x1');
  const found = digitized?.leads.II?.mv ?? new Float32Array(0);
  assert.equal(found.length, leads.II.length);
  const db = signalToNoiseDb(leads.II, found);
  assert.ok(db > 35, `${db.toFixed(1)} dB`);
});

test('PDF: the same content gives the same bytes', async () => {
  const content = {
    title: 'Study 7',
    signals: SIGNALS,
    printed: null,
    inferred: null,
    quality: null,
    madeAt: new Date(0),
  };
  assert.deepEqual(Buffer.from(await reportPdf(content)), Buffer.from(await reportPdf(content)));
});

test('overlay: the page in its own size, coloured where a lead was traced', async () => {
  const MM = 72 / 25.4;
  const rows = [
    ['I', 'aVR', 'V1', 'V4'],
    ['II', 'aVL', 'V2', 'V5'],
    ['III', 'aVF', 'V3', 'V6'],
  ];
  const drawn = drawnContent(LEAD_ROWS, { rows, grid: 'fine' });
  const page = await decodePage(
    plainPdf({ widthPt: 297 * MM, heightPt: 210 * MM, content: drawn }),
    'application/pdf',
    0,
  );
  assert.ok(page.ok);
  const digitized = digitizeVector(page.value);
  assert.ok(digitized);
  const png = await overlayPng(page.value.raster, digitized);
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height], [page.value.raster.widthPx, page.value.raster.heightPx]);
  const trace = digitized.traces.find((each) => each.lead === 'V1');
  const middle = 600;
  const at = (Math.round(trace?.yPx[middle] ?? 0) * info.width + Math.round(trace?.xPx[middle] ?? 0)) * info.channels;
  const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3);
  assert.ok(Math.max(r, g, b) - Math.min(r, g, b) > 80, `V1 is drawn in ${[r, g, b]}, which is no colour`);
});
