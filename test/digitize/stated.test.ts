import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreLead } from '../../bench/digitize/metrics.ts';
import { digitize } from '../../functions/digitize/step.ts';
import {
  type Digitized,
  type DigitizeOptions,
  parseDigitizeOptions,
  type StatedBlock,
} from '../../functions/digitize/types.ts';
import type { RasterPage } from '../../functions/ingest/types.ts';
import { LEADS, type Lead } from '../../functions/leads.ts';
import { drawPage } from './drawn-page.ts';
import { turnPage } from './turn-page.ts';

const PITCH = 8;
const drawn = drawPage();
const withoutGrid = drawPage(false);
const ROWS: readonly (readonly Lead[])[] = [
  ['I', 'aVR', 'V1', 'V4'],
  ['II', 'aVL', 'V2', 'V5'],
  ['III', 'aVF', 'V3', 'V6'],
];

/** Boxes drawn by hand: `slack` mm wider than the lead to the left, the rhythm strip below. */
function boxes(slack = 0): StatedBlock[] {
  const leads = ROWS.flatMap((row, r) =>
    row.map((lead, c): StatedBlock => {
      const left = (10 + 62.5 * c - (c === 0 ? slack : 0)) * PITCH;
      return {
        lead,
        rhythm: false,
        box: [left, (11 + 30 * r) * PITCH, (62.5 + (c === 0 ? slack : 0)) * PITCH, 28 * PITCH],
      };
    }),
  );
  const strip: StatedBlock = { lead: 'II', rhythm: true, box: [10 * PITCH, 101 * PITCH, 250 * PITCH, 28 * PITCH] };
  return [...leads, strip];
}

async function read(raster: RasterPage, options: DigitizeOptions): Promise<Digitized> {
  const result = await digitize({ raster, drawing: null }, options);
  assert.ok(result.ok, result.ok ? '' : `${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

function worstR(reading: Digitized): number {
  const scores = LEADS.map((lead) => {
    const found = reading.leads[lead];
    assert.ok(found, `lead ${lead} is missing`);
    return scoreLead(found.mv, found.startS, Float64Array.from(drawn.leads[lead]))?.r ?? 0;
  });
  return Math.min(...scores);
}

const height = (mv: Float32Array) => {
  const seen = mv.filter((value) => !Number.isNaN(value));
  return Math.max(...seen) - Math.min(...seen);
};

test('stated boxes are traced by themselves, in the names, the order and at the times stated', async () => {
  const reading = await read(drawn.page, { blocks: boxes() });
  assert.equal(reading.layout, '3x4+1');
  assert.ok(worstR(reading) > 0.99, `worst correlation ${worstR(reading)}`);
  assert.ok(Math.abs((reading.leads.V4?.startS ?? 0) - 7.5) < 0.01);
  assert.deepEqual(
    reading.rhythm.map(({ lead, startS }) => [lead, Math.round(startS * 100) / 100]),
    [['II', 0]],
  );
  const later = boxes().map((block) => (block.lead === 'V4' ? { ...block, startS: 20 } : block));
  assert.equal((await read(drawn.page, { blocks: later })).leads.V4?.startS, 20);
});

test('a box drawn wider than its lead begins earlier and holds no invented samples there', async () => {
  const reading = await read(drawn.page, { blocks: boxes(4) });
  assert.ok(worstR(reading) > 0.98, `worst correlation ${worstR(reading)}`);
  assert.ok(Number.isNaN(reading.leads.I?.mv[10] ?? 0));
  assert.ok(Math.abs((reading.leads.aVR?.startS ?? 0) - (62.5 + 4) / 25) < 0.01);
});

test('one box is enough, and leads without a box are absent', async () => {
  const reading = await read(drawn.page, { blocks: boxes().filter(({ lead }) => lead === 'V2') });
  assert.deepEqual(
    LEADS.filter((lead) => reading.leads[lead] !== null),
    ['V2'],
  );
  assert.ok(Math.abs(height(reading.leads.V2!.mv) / height(drawn.leads.V2) - 1) < 0.05);
});

test('boxes lie where the page shows them, also when it lies upside down', async () => {
  const { widthPx, heightPx } = drawn.page;
  const over = boxes().map((block): StatedBlock => {
    const [x, y, w, h] = block.box;
    return { ...block, box: [widthPx - x - w, heightPx - y - h, w, h] };
  });
  const reading = await read(turnPage(drawn.page, 2), { blocks: over, quarterTurns: 2 });
  assert.ok(worstR(reading) > 0.98, `worst correlation ${worstR(reading)}`);
});

test('a page without a grid is read by the pitch that is stated', async () => {
  const reading = await read(withoutGrid.page, { pitchPx: { x: PITCH, y: PITCH }, layout: '3x4+1' });
  assert.ok(worstR(reading) > 0.99, `worst correlation ${worstR(reading)}`);
  assert.equal(reading.calibration.source, 'stated');
  assert.ok(Math.abs(height(reading.leads.II!.mv) / height(drawn.leads.II) - 1) < 0.05);
});

test('another gain stated for the chest leads scales them alone', async () => {
  const usual = await read(drawn.page, {});
  const stated = await read(drawn.page, { gainMmPerMv: 10, chestGainMmPerMv: 5 });
  assert.ok(Math.abs(height(stated.leads.V2!.mv) / height(usual.leads.V2!.mv) - 2) < 0.02);
  assert.ok(Math.abs(height(stated.leads.II!.mv) / height(usual.leads.II!.mv) - 1) < 0.02);
});

test('a stated layout leaves out the rows that it has not', async () => {
  const reading = await read(drawn.page, { layout: '3x4' });
  assert.equal(reading.layout, '3x4');
  assert.deepEqual(reading.rhythm, []);
  assert.ok(worstR(reading) > 0.98, `worst correlation ${worstR(reading)}`);
});

test('a stated layout that the page has no rows for is refused with those that fit', async () => {
  const result = await digitize({ raster: drawn.page, drawing: null }, { layout: '12x1' });
  assert.ok(!result.ok);
  assert.equal(result.problem.code, 'LAYOUT_NOT_FOUND');
  assert.ok(result.problem.candidates?.includes('3x4+1'));
});

test('what cannot be stated says which part is wrong and what is known', () => {
  const code = (input: unknown) => {
    const result = parseDigitizeOptions(input);
    return result.ok ? 'ok' : result.problem.code;
  };
  const box = [0, 0, 100, 100];
  assert.equal(code({}), 'ok');
  assert.equal(code({ layout: '3x4+1', quarterTurns: 1, speedMmPerS: 25, blocks: [{ lead: 'I', box }] }), 'ok');
  assert.equal(code({ layout: '5x5' }), 'LAYOUT_UNKNOWN');
  assert.equal(code({ blocks: [{ lead: 'V9', box }] }), 'LEAD_UNKNOWN');
  assert.equal(
    code({
      blocks: [
        { lead: 'I', box },
        { lead: 'I', box },
      ],
    }),
    'LEAD_TWICE',
  );
  for (const wrong of [
    { gainMmPerMv: 0 },
    { speedMmPerS: 'fast' },
    { quarterTurns: 5 },
    { pitchPx: { x: 8 } },
    { blocks: [] },
    { blocks: [{ lead: 'I', box: [0, 0, -5, 10] }] },
    { layot: '3x4' },
  ]) {
    assert.equal(code(wrong), 'INPUT_INVALID', JSON.stringify(wrong));
  }
  const unknown = parseDigitizeOptions({ layout: '5x5' });
  assert.match(unknown.ok ? '' : unknown.problem.message, /3x4\+1/);
});

test('a box that is not on the page is a typed problem', async () => {
  const blocks: StatedBlock[] = [{ lead: 'I', rhythm: false, box: [2100, 0, 100, 100] }];
  const result = await digitize({ raster: drawn.page, drawing: null }, { blocks });
  assert.equal(result.ok ? 'ok' : result.problem.code, 'BOX_OUTSIDE_PAGE');
});
