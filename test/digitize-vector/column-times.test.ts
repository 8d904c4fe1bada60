import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digitizeVector } from '../../functions/digitize/vector/digitize-vector.ts';
import { inRecordedTime } from '../../functions/digitize/vector/start-time.ts';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import { toPdf } from '../../synth/page/pdf.ts';
import { composePage } from '../../synth/page/render-page.ts';
import { synthesise } from '../../synth/synthesise.ts';

const ecg = synthesise({ seed: 11, rateBpm: 71 });

/** When the leads of a drawn page begin, in the order of its columns. */
async function startsOf(fields: { readonly columnsAtOnce?: boolean; readonly columnGapMm?: number }) {
  const page = composePage({ seed: 4, layout: '3x4', traceBoxMm: [5, 45, 290, 150], ...fields }, ecg);
  const decoded = await decodePage(toPdf([page.drawing], { strokes: 'path', text: 'font' }), 'application/pdf', 0);
  assert.ok(decoded.ok);
  const read = digitizeVector(decoded.value);
  assert.ok(read !== null && read.quality.score > 0.9);
  assert.equal(read.quality.reasons.length, fields.columnsAtOnce ? 1 : 0, `${read.quality.reasons}`);
  const { leads } = read;
  return [leads?.I, leads?.aVR, leads?.V1, leads?.V4].map((lead) => lead?.startS);
}

test('columns of a drawing begin one after the other, over a gap that is no time, or all at once', async () => {
  const inTurn = await startsOf({});
  assert.ok(
    inTurn.every((startS, k) => Math.abs((startS ?? -1) - 2.5 * k) < 0.01),
    `${inTurn}`,
  );
  const apart = await startsOf({ columnGapMm: 3 });
  assert.ok(
    apart.every((startS, k) => Math.abs((startS ?? -1) - 2.5 * k) < 0.01),
    `${apart}`,
  );
  assert.deepEqual(await startsOf({ columnsAtOnce: true }), [0, 0, 0, 0]);
});

test('a lead that is cut at its begin begins later, and leaves the others of its column and of the next their time', () => {
  const leadOf = (lead: 'I' | 'II' | 'V1' | 'V2', column: number, cutS: number) => {
    const mv = ecg.leads[lead].slice(0, 5000);
    return { startS: 10 * column + cutS, mv: Float32Array.from(mv).subarray(500 * cutS), quality: 1, lead, column };
  };
  const cut = [leadOf('I', 0, 0.4), leadOf('II', 0, 0), leadOf('V1', 1, 0), leadOf('V2', 1, 0)];
  assert.deepEqual(
    inRecordedTime(cut, []).map(({ startS }) => startS),
    [0.4, 0, 0, 0],
  );
});
