import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Digitized } from '../../functions/digitize/types.ts';
import { digitizeVector } from '../../functions/digitize/vector/digitize-vector.ts';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import { LEADS, type Lead } from '../../functions/leads.ts';
import { type Drawing, drawnContent, madeUpLeads, RATE_HZ } from './drawn-ecg.ts';
import { PATTERN_STEP_PT, patternTile } from './grids.ts';
import { type PlainPage, plainPdf, plainPdfOf } from './plain-pdf.ts';
import { signalToNoiseDb } from './signal-to-noise.ts';

const TRUTH = madeUpLeads();
const MM = 72 / 25.4;
const A4 = { widthPt: 297 * MM, heightPt: 210 * MM };
const STANDARD = [
  ['I', 'aVR', 'V1', 'V4'],
  ['II', 'aVL', 'V2', 'V5'],
  ['III', 'aVF', 'V3', 'V6'],
];
const WITH_STRIP = [...STANDARD, ['II']];

async function readPage(page: PlainPage): Promise<Digitized | null> {
  const decoded = await decodePage(plainPdf(page), 'application/pdf', 0);
  assert.ok(decoded.ok);
  return digitizeVector(decoded.value);
}

async function read(drawing: Drawing): Promise<Digitized> {
  const digitized = await readPage({ ...A4, content: drawnContent(TRUTH, drawing) });
  assert.ok(digitized, 'the drawing was not read');
  return digitized;
}

function assertExact(digitized: Digitized, leastDb = 40, leads: readonly Lead[] = LEADS): void {
  for (const lead of leads) {
    const found = digitized.leads[lead];
    assert.ok(found, `${lead} is missing`);
    const from = Math.round(found.startS * RATE_HZ);
    const at = (shift: number) => TRUTH[lead].subarray(Math.max(0, from + shift), from + shift + found.mv.length);
    const db = Math.max(...[-1, 0, 1].map((shift) => signalToNoiseDb(at(shift), found.mv)));
    assert.ok(db > leastDb, `${lead}: ${db.toFixed(1)} dB`);
  }
}

test('a 3×4 report with a rhythm strip is read exactly, names, times and gain', async () => {
  const digitized = await read({ rows: WITH_STRIP });
  assert.equal(digitized.layout, '3x4+1');
  assert.deepEqual(
    digitized.rhythm.map((strip) => strip.lead),
    ['II'],
  );
  assert.equal(digitized.calibration.gainMmPerMv, 10);
  assert.equal(digitized.calibration.source, 'vector');
  assert.ok(Math.abs((digitized.leads.V4?.startS ?? 0) - 7.5) < 0.01);
  assert.ok(digitized.quality.score > 0.9, digitized.quality.reasons.join(' '));
  assertExact(digitized);
});

for (const pen of ['segments', 'mixed', 'page', 'row', 'bezier', 'dashed', 'outline', 'quads', 'shadow'] as const) {
  test(`traces drawn as ${pen} are read as well as those of one path`, async () => {
    const digitized = await read({ rows: WITH_STRIP, pen });
    assert.equal(digitized.layout, '3x4+1');
    assertExact(digitized);
  });
}

test('the outline of a round pen and dashes that are paths of their own are read nearly as well', async () => {
  assertExact(await read({ rows: WITH_STRIP, pen: 'rounded' }), 30);
  assertExact(await read({ rows: WITH_STRIP, pen: 'pieces' }), 28);
});

for (const grid of ['five', 'one-path', 'rectangles', 'cells', 'dashed', 'pieces', 'none'] as const) {
  test(`the scale is right with ${grid === 'none' ? 'no grid but a pulse' : `a grid of ${grid}`}`, async () => {
    const digitized = await read({ rows: WITH_STRIP, grid });
    assertExact(digitized, grid === 'none' ? 30 : 40);
    assert.equal(digitized.calibration.source, grid === 'none' ? 'pulse' : 'vector');
  });
}

test('twelve rows, six by two, and Cabrera order are recognised by their names', async () => {
  const twelve = await read({ rows: LEADS.map((lead) => [lead]), rowMm: 14 });
  assert.equal(twelve.layout, '12x1');
  assertExact(twelve);
  const sixByTwo = await read({ rows: LEADS.slice(0, 6).map((lead, i) => [lead, LEADS[i + 6] as Lead]), rowMm: 22 });
  assert.equal(sixByTwo.layout, '6x2');
  assertExact(sixByTwo);
  const limb = ['aVL', 'I', '-aVR', 'II', 'aVF', 'III'];
  const cabrera = await read({ rows: limb.map((name, i) => [name, LEADS[i + 6] as Lead]), rowMm: 22 });
  assert.equal(cabrera.layout, '6x2-cabrera');
  assertExact(cabrera);
});

test('gain by the pulse, chest gain and speed by the text', async () => {
  const strong = await read({ rows: WITH_STRIP, gain: 20, rowMm: 38 });
  assert.equal(strong.calibration.gainMmPerMv, 20);
  assertExact(strong);
  const mixed = await read({ rows: WITH_STRIP, chestGain: 5, text: 'Limb: 10 mm/mV  Chest: 5 mm/mV' });
  assertExact(mixed);
  const slow = await read({ rows: WITH_STRIP, speed: 12.5, text: '12.5 mm/s' });
  assert.equal(slow.calibration.speedMmPerS, 12.5);
  assertExact(slow);
});

test('gains of limb and chest leads are told apart by words of several languages, by order, or by their pulses', async () => {
  const exact = async (drawing: Partial<Drawing>) => {
    const digitized = await read({ rows: WITH_STRIP, ...drawing });
    assertExact(digitized);
    return digitized;
  };
  await exact({ chestGain: 5, text: 'Extremit\u00e4ten: 10,0 mm/mV  Brust: 5,0 mm/mV  25 mm/s' });
  await exact({ chestGain: 5, text: '25 mm/s 10/5 mm/mV' });
  await exact({ pulses: false, text: '25 mm/s 1 cm/mV' });
  const unsaid = await exact({ chestGain: 5, text: '25 mm/s 10 mm/mV 5 mm/mV' });
  assert.ok(unsaid.quality.score < 0.9 && unsaid.quality.reasons.some((reason) => reason.includes('Two gains')));
  const rows = LEADS.map((lead) => [lead]);
  await exact({ rows, rowMm: 14, chestGain: 5, chestPulseMm: 5, text: '25 mm/s' });
});

test('a page without a grid that is not of its true size is scaled by its pulse and the printed gain', async () => {
  for (const gain of [5, 10]) {
    const content = drawnContent(TRUTH, { rows: WITH_STRIP, grid: 'none', gain, text: `25 mm/s ${gain} mm/mV` });
    const half = await readPage({ ...A4, content: `0.5 0 0 0.5 0 0 cm\n${content}` });
    assert.ok(half);
    assertExact(half, 30);
    assert.equal(half.calibration.gainMmPerMv, gain);
  }
});

test('a large figure is told to be of 1 mm cells by the lines of five times their spacing', async () => {
  const content = drawnContent(TRUTH, { rows: WITH_STRIP, grid: 'both', text: '25 mm/s 10 mm/mV' });
  const page = await readPage({
    widthPt: 3 * A4.widthPt,
    heightPt: 3 * A4.heightPt,
    content: `3 0 0 3 0 0 cm\n${content}`,
  });
  assert.ok(page);
  assertExact(page);
});

test('names that are not printed are concluded, and the doubt is said', async () => {
  const none = await read({ rows: WITH_STRIP, labels: false });
  assert.equal(none.layout, '3x4+1');
  assertExact(none);
  assert.ok(none.quality.reasons.some((reason) => reason.includes('standard order')));
  const some = await read({ rows: WITH_STRIP, unnamed: ['V2', 'aVF'] });
  assertExact(some);
});

test('unprinted names of other orders are concluded where the limb leads add up, and doubted where nothing tells', async () => {
  const limb = ['aVL', 'I', '-aVR', 'II', 'aVF', 'III'];
  const rows = limb.map((name, i) => [name, LEADS[i + 6] as Lead]);
  for (const labels of [false, 'outline'] as const) {
    const cabrera = await read({ rows, rowMm: 22, labels });
    assert.equal(cabrera.layout, '6x2-cabrera');
    assertExact(cabrera);
  }
  const chest = await read({ rows: LEADS.slice(6).map((lead) => [lead]), rowMm: 22, labels: false });
  assertExact(chest, 40, LEADS.slice(6));
  assert.ok(chest.quality.score < 0.5, 'nothing tells that these are chest leads');
  const twoRows = await read({ rows: [LEADS.slice(0, 6), LEADS.slice(6)], labels: false });
  assert.ok(twoRows.quality.score < 0.5, 'nothing tells the order of two rows of six');
});

test('leads that contradict their names are left to the pixels, or never given with confidence', async () => {
  const swapped = [
    ['II', 'aVR', 'V1', 'V4'],
    ['I', 'aVL', 'V2', 'V5'],
    ['III', 'aVF', 'V3', 'V6'],
  ];
  const content = drawnContent(TRUTH, { rows: swapped, labels: false });
  assert.equal(await readPage({ ...A4, content }), null);
  const mislabelled = await readPage({ ...A4, content: drawnContent({ ...TRUTH, III: TRUTH.V1 }, { rows: STANDARD }) });
  assert.ok(mislabelled && mislabelled.quality.score < 0.5);
});

test('a grid that is a tiled pattern is not seen, and the pulse gives the scale', async () => {
  const content = drawnContent(TRUTH, { rows: WITH_STRIP, grid: 'pattern' });
  const patterns = [{ content: patternTile(), stepPt: PATTERN_STEP_PT }];
  const digitized = await readPage({ ...A4, content, patterns });
  assert.equal(digitized?.calibration.source, 'pulse');
  assertExact(digitized, 30);
});

test('a grid of dots gives the scale', async () => {
  const digitized = await read({ rows: WITH_STRIP, grid: 'dots' });
  assert.equal(digitized.calibration.source, 'vector');
  assertExact(digitized);
});

test('a speed that nothing confirms is a doubt, a pulse of 200 ms confirms it', async () => {
  const slow = await read({ rows: WITH_STRIP, speed: 12.5, pulseS: 0.2 });
  assert.equal(slow.calibration.speedMmPerS, 12.5);
  assertExact(slow);
  const unknown = await read({ rows: WITH_STRIP, pulses: false, text: '10 mm/mV' });
  assert.ok(unknown.quality.reasons.some((reason) => reason.includes('speed')));
});

test('turned pages, scaled and nested coordinate systems change nothing', async () => {
  const content = drawnContent(TRUTH, { rows: WITH_STRIP });
  const turned = await readPage({
    widthPt: A4.heightPt,
    heightPt: A4.widthPt,
    rotate: 90,
    content: `0 1 -1 0 ${A4.heightPt} 0 cm\n${content}`,
  });
  assert.ok(turned);
  assertExact(turned);
  const sideways = await readPage({
    widthPt: A4.heightPt,
    heightPt: A4.widthPt,
    content: `0 1 -1 0 ${A4.heightPt} 0 cm\n${content}`,
  });
  assert.ok(sideways);
  assertExact(sideways);
  assert.equal(sideways.geometry.quarterTurns, 1);
  const upsideDown = await readPage({ ...A4, content: `-1 0 0 -1 ${A4.widthPt} ${A4.heightPt} cm\n${content}` });
  assert.ok(upsideDown);
  assertExact(upsideDown);
  const half = 1 / Math.SQRT2;
  const nested = await readPage({
    widthPt: A4.widthPt / 2,
    heightPt: A4.heightPt / 2,
    content: `q ${half} 0 0 ${half} 0 0 cm /X0 Do Q`,
    forms: [{ content, matrix: [half, 0, 0, half, 0, 0] }],
  });
  assert.ok(nested);
  assertExact(nested);
  assert.ok(Math.abs(nested.calibration.pitchPx.x - 300 / 25.4 / 2) < 0.05);
});

test('cropped and shifted pages, large units and the second page of two change nothing', async () => {
  const content = drawnContent(TRUTH, { rows: WITH_STRIP });
  const { widthPt, heightPt } = A4;
  const cropped = await readPage({
    ...A4,
    mediaBox: [-50, 0, widthPt + 200, heightPt + 300],
    cropBox: [100, 150, widthPt + 100, heightPt + 150],
    content: `1 0 0 1 100 150 cm\n${content}`,
  });
  const half = { widthPt: widthPt / 2, heightPt: heightPt / 2, userUnit: 2, content: `0.5 0 0 0.5 0 0 cm\n${content}` };
  const pages = [{ ...A4, content: '0 0 m 9 9 l S' }, half];
  const second = await decodePage(plainPdfOf(pages), 'application/pdf', 1);
  assert.ok(cropped && second.ok);
  assertExact(cropped);
  const digitized = digitizeVector(second.value);
  assert.ok(digitized);
  assertExact(digitized);
});

test('what a clip hides is not read', async () => {
  const content = drawnContent(TRUTH, { rows: [['II'], ['V1']] });
  const clipped = await readPage({ ...A4, content: `0 0 ${155 * MM} ${210 * MM} re W n\n${content}` });
  const seconds = (clipped?.leads.II?.mv.length ?? 0) / RATE_HZ;
  assert.ok(Math.abs(seconds - 5) < 0.02, `${seconds} s of lead II`);
});

test('a letter, a frame and a grid without traces are no ECG', async () => {
  const frame = `2 w 20 20 500 300 re S ${drawnContent(TRUTH, { rows: [] })}`;
  assert.equal(await readPage({ ...A4, content: frame }), null);
  assert.equal(
    await readPage({ ...A4, content: 'BT /F 12 Tf 50 500 Td (Dear colleague, lead V1 was normal) Tj ET' }),
    null,
  );
});

test('a trace that is printed dot by dot is read', async () => {
  assertExact(await read({ rows: WITH_STRIP, pen: 'dots' }));
});
