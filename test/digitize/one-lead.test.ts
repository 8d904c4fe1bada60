import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPageNetwork } from '../../functions/digitize/networks/open-page-network.ts';
import { digitize } from '../../functions/digitize/step.ts';
import type { Digitized } from '../../functions/digitize/types.ts';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import type { Lead } from '../../functions/leads.ts';
import { toPdf } from '../../synth/page/pdf.ts';
import { composePage, flatTruth } from '../../synth/page/render-page.ts';
import { wholeLeads } from '../../synth/page/whole-leads.ts';
import { renderScene } from '../../synth/scene/render-scene.ts';
import { synthesise } from '../../synth/synthesise.ts';

/** Root mean square of what a lead differs from its truth but for its level, mV. */
function strayMv(read: Float32Array, truth: Float32Array): number {
  const differences = [...read].flatMap((v, i) => (Number.isNaN(v) ? [] : [v - (truth[i] ?? Number.NaN)]));
  const level = differences.reduce((sum, v) => sum + v, 0) / differences.length;
  return Math.sqrt(differences.reduce((sum, v) => sum + (v - level) ** 2, 0) / differences.length);
}

function assertOneLead({ layout, leads, rhythm, traces }: Digitized, rows: number, name: Lead = 'I') {
  assert.equal(layout, '1x1');
  assert.deepEqual(
    Object.entries(leads).flatMap(([lead, found]) => (found === null ? [] : [lead])),
    [name],
  );
  assert.equal(leads[name]?.startS, 0);
  assert.equal(leads[name]?.mv.length, 15_000);
  assert.deepEqual(rhythm, []);
  assert.equal(traces.length, rows);
}

async function drawnWearable() {
  const { raster, truth } = await renderScene(704, 'wearable');
  const page = { index: 0, dpi: null, widthPx: raster.width, heightPx: raster.height, rgb: raster.rgb };
  return { page: { raster: page, drawing: null }, truth };
}

test('half a minute of one lead on several rows is one lead, whose name is not printed', async () => {
  const { page, truth } = await drawnWearable();
  const result = await digitize(page, {}, await openPageNetwork('models', 1));
  assert.ok(result.ok, result.ok ? '' : result.problem.code);
  assertOneLead(result.value, truth.lines.length);
  const [whole] = wholeLeads(truth.lines);
  const stray = strayMv(result.value.leads.I?.mv ?? new Float32Array(), whole?.mv ?? new Float32Array());
  assert.ok(stray < 0.03, `${stray} mV`);
});

test('its name is the one that a line of print spells, and is then surer', async () => {
  const { page, truth } = await drawnWearable();
  const network = await openPageNetwork('models', 1);
  const unnamed = await digitize(page, {}, network, async () => ({ speedMmPerS: 25, gainMmPerMv: 10 }));
  const named = await digitize(page, {}, network, async () => ({ speedMmPerS: 25, gainMmPerMv: 10, lead: 'II' }));
  assert.ok(unnamed.ok && named.ok);
  assertOneLead(unnamed.value, truth.lines.length);
  assertOneLead(named.value, truth.lines.length, 'II');
  assert.ok(named.value.quality.score > unnamed.value.quality.score + 0.1);
});

test('the same in a drawing, exact to its precision', async () => {
  const fields = {
    layout: '1x1-limb',
    rhythmLeads: [],
    rowsGoOn: 3,
    label: 'none',
    pulse: 'none',
    paperMm: [279, 216],
    traceBoxMm: [8, 50, 263, 120],
  } as const;
  const ecg = synthesise({ seed: 9, durationS: 30, rhythm: 'sinus-arrhythmia' });
  const page = composePage({ seed: 4, vendor: 'plain', ...fields }, ecg);
  const decoded = await decodePage(toPdf([page.drawing], { strokes: 'path', text: 'font' }), 'application/pdf', 0);
  assert.ok(decoded.ok);
  const result = await digitize(decoded.value);
  assert.ok(result.ok, result.ok ? '' : result.problem.code);
  assert.equal(result.value.calibration.source === 'vector' || result.value.calibration.source === 'grid', true);
  assertOneLead(result.value, 3);
  const [whole] = wholeLeads(flatTruth(page).lines);
  const stray = strayMv(result.value.leads.I?.mv ?? new Float32Array(), whole?.mv ?? new Float32Array());
  assert.ok(stray < 0.005, `${stray} mV`);
});
