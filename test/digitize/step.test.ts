import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreLead } from '../../bench/digitize/metrics.ts';
import { digitize } from '../../functions/digitize/step.ts';
import type { Digitized } from '../../functions/digitize/types.ts';
import type { RasterPage } from '../../functions/ingest/types.ts';
import { LEADS } from '../../functions/leads.ts';
import { type DrawnPage, drawPage } from './drawn-page.ts';
import { turnPage } from './turn-page.ts';

const drawn = drawPage();

async function read(page: RasterPage): Promise<Digitized> {
  const result = await digitize({ raster: page, drawing: null });
  assert.ok(result.ok, result.ok ? '' : result.problem.code);
  return result.value;
}

function worstR(reading: Digitized, { leads }: DrawnPage): number {
  return Math.min(
    ...LEADS.map((lead) => {
      const found = reading.leads[lead];
      assert.ok(found !== null, `lead ${lead} is missing`);
      const score = scoreLead(found.mv, found.startS, Float64Array.from(leads[lead]));
      assert.ok(score !== null, `lead ${lead} cannot be scored`);
      return score.r;
    }),
  );
}

test('a plain report page gives its twelve leads, calibrated', async () => {
  const reading = await read(drawn.page);
  assert.equal(reading.layout, '3x4+1');
  assert.ok(worstR(reading, drawn) > 0.99, `worst correlation ${worstR(reading, drawn)}`);
  assert.ok(Math.abs(reading.calibration.pitchPx.x / 8 - 1) < 0.003);
  const two = reading.leads.II;
  assert.ok(two !== null);
  const height = Math.max(...two.mv) - Math.min(...two.mv);
  const truth = Math.max(...drawn.leads.II) - Math.min(...drawn.leads.II);
  assert.ok(Math.abs(height / truth - 1) < 0.05, `lead II is ${height} mV high, not ${truth}`);
});

test('leads start where their columns do and the rhythm strip is named after the lead it repeats', async () => {
  const reading = await read(drawn.page);
  assert.ok(Math.abs((reading.leads.V1?.startS ?? 0) - 5) < 0.05);
  assert.deepEqual(
    reading.rhythm.map((strip) => strip.lead),
    ['II'],
  );
});

test('a page that lies upside down is read the right way up and its traces drawn where they are on the page', async () => {
  const reading = await read(turnPage(drawn.page, 2));
  assert.equal(reading.geometry.quarterTurns, 2);
  assert.ok(worstR(reading, drawn) > 0.98);
  const first = reading.traces.find((trace) => trace.lead === 'I');
  assert.ok((first?.yPx[300] ?? 0) > drawn.page.heightPx / 2, 'lead I lies in the lower half of the turned page');
});

test('a page that lies on its side is read', async () => {
  const reading = await read(turnPage(drawn.page, 3));
  assert.equal(reading.geometry.quarterTurns, 1);
  assert.ok(worstR(reading, drawn) > 0.98);
});

test('a page on a dark ground is read as it is by itself, and its traces are where they are in the picture', async () => {
  const { widthPx, heightPx, rgb } = drawn.page;
  const [left, top, right] = [400, 220, 300];
  const width = left + widthPx + right;
  const around = new Uint8Array(3 * width * (2 * top + heightPx)).fill(24);
  for (let y = 0; y < heightPx; y++)
    around.set(rgb.subarray(3 * y * widthPx, 3 * (y + 1) * widthPx), 3 * ((top + y) * width + left));
  const alone = await read(drawn.page);
  const amid = await read({ ...drawn.page, widthPx: width, heightPx: 2 * top + heightPx, rgb: around });
  assert.deepEqual(amid.leads, alone.leads);
  const [trace, own] = [amid.traces[0], alone.traces[0]];
  assert.ok(trace !== undefined && own !== undefined);
  assert.ok(Math.abs((trace.xPx[100] as number) - (own.xPx[100] as number) - left) < 1e-3);
  assert.ok(Math.abs((trace.yPx[100] as number) - (own.yPx[100] as number) - top) < 1e-3);
});

test('blank paper is a typed problem', async () => {
  const blank = { ...drawn.page, rgb: new Uint8Array(drawn.page.rgb.length).fill(255) };
  const result = await digitize({ raster: blank, drawing: null });
  assert.equal(result.ok, false);
  assert.ok(!result.ok && ['GRID_NOT_FOUND', 'TRACE_NOT_FOUND'].includes(result.problem.code));
});

test('a stated gain is believed', async () => {
  const result = await digitize({ raster: drawn.page, drawing: null }, { gainMmPerMv: 20 });
  assert.ok(result.ok);
  const usual = await read(drawn.page);
  const [half, whole] = [result.value.leads.I, usual.leads.I];
  assert.ok(half !== null && whole !== null);
  assert.ok(Math.abs(Math.max(...half.mv) / Math.max(...whole.mv) - 0.5) < 0.01);
});

test('a page without a grid is scaled by the length of its rows, and says that it is less sure', async () => {
  const bare = drawPage(false);
  const reading = await read(bare.page);
  assert.equal(reading.calibration.source, 'layout');
  assert.ok(Math.abs(reading.calibration.pitchPx.x / 8 - 1) < 0.01, `${reading.calibration.pitchPx.x} px a mm`);
  const usual = await read(drawn.page);
  assert.equal(usual.calibration.source, 'grid');
  assert.ok(reading.quality.score < 0.8 * usual.quality.score);
});

test('a page without a grid is scaled by the resolution that its file states', async () => {
  const bare = drawPage(false);
  const reading = await read({ ...bare.page, dpi: 8 * 25.4 });
  assert.ok(Math.abs(reading.calibration.pitchPx.y / 8 - 1) < 0.01, `${reading.calibration.pitchPx.y} px a mm`);
});
