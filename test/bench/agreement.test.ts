import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { agreement, isAlike, isSilent } from '../../bench/digitize/altered/agreement.ts';
import { ALTERATIONS } from '../../bench/digitize/altered/alterations.ts';
import { digitize } from '../../functions/digitize/step.ts';
import type { Digitized } from '../../functions/digitize/types.ts';
import { ok } from '../../functions/problems.ts';
import { drawPage } from '../digitize/drawn-page.ts';

const { page } = drawPage();
const reading = await digitize({ raster: page, drawing: null });
assert.ok(reading.ok);
const own = reading.value;

/** The reading with its first three leads otherwise, and the page as sure of itself as may be. */
function with3Leads(change: (mv: Float32Array) => Float32Array): Digitized {
  const changed = new Set(['I', 'II', 'III']);
  const leads = Object.fromEntries(
    Object.entries(own.leads).map(([lead, signal]) => [
      lead,
      signal !== null && changed.has(lead) ? { ...signal, mv: change(signal.mv) } : signal,
    ]),
  ) as Digitized['leads'];
  return { ...own, leads, quality: { ...own.quality, score: 0.9 } };
}

test('a reading agrees with itself in all leads', () => {
  const same = agreement(own, ok(own));
  assert.equal(same.leads.length, 12);
  assert.ok(same.sameLayout && same.leads.every(isAlike) && !isSilent(same));
});

test('leads that are half as high, or others, do not agree, and a page that is sure of them is silently wrong', () => {
  for (const change of [(mv: Float32Array) => mv.map((v) => v / 2), (mv: Float32Array) => mv.toReversed()]) {
    const other = agreement(own, ok(with3Leads(change)));
    assert.equal(other.leads.filter((lead) => !isAlike(lead)).length, 3);
    assert.ok(isSilent(other));
  }
});

test('a picture that was refused agrees in none of its leads, and says so', () => {
  const refused = agreement(own, { ok: false, problem: { code: 'GRID_NOT_FOUND', message: '', hint: '' } });
  assert.ok(refused.problem === 'GRID_NOT_FOUND' && !refused.leads.some(isAlike) && !isSilent(refused));
});

test('every alteration leaves a picture that can be opened', async () => {
  const { widthPx: width, heightPx: height } = page;
  const picture = await sharp(page.rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  for (const [name, alter] of Object.entries(ALTERATIONS)) {
    const { width: w = 0, height: h = 0 } = await sharp(await alter(picture, width, height)).metadata();
    assert.ok(w >= 900 && h >= 400, `${name} ${w} × ${h}`);
  }
});
