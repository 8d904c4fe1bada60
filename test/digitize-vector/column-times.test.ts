import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digitizeVector } from '../../functions/digitize/vector/digitize-vector.ts';
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
