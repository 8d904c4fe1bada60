import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { RasterPage } from '../../functions/ingest/types.ts';
import { createOcrPool } from '../../functions/read/recognise/ocr-pool.ts';
import { read, readPage } from '../../functions/read/step.ts';
import type { PageRedaction } from '../../functions/read/types.ts';
import { namedPage } from './named-page.ts';

const pool = createOcrPool({ size: 1 });
after(() => pool.close());

async function redactionOf(raster: RasterPage): Promise<PageRedaction | null | undefined> {
  const facts = await read({ raster, drawing: null }, null, pool);
  assert.ok(facts.ok);
  return facts.value.redaction;
}

for (const vendor of ['muse', 'mortara'])
  test(`name, birth date and record number of a ${vendor} page are covered to the last pixel`, async () => {
    const { raster, uncovered } = namedPage(vendor);
    const redaction = await redactionOf(raster);
    assert.ok(redaction?.certain);
    const kinds = new Set(redaction.regions.map(({ kind }) => kind));
    assert.deepEqual([...kinds].sort(), ['birth', 'name', 'record']);
    assert.equal(uncovered(redaction.regions), 0);
  });

test('what names the patient is told beside the facts, never in them', async () => {
  const { raster, secrets } = namedPage('muse');
  const reading = await readPage({ raster, drawing: null }, null, pool);
  assert.ok(reading.ok);
  const { facts, identity } = reading.value;
  const [name = '', , recordNumber = ''] = secrets;
  const told = (kind: string) => identity.filter((one) => one.kind === kind).map(({ text }) => text);
  assert.ok(
    told('name').some((text) => text.toUpperCase() === name.toUpperCase()),
    told('name').join(),
  );
  assert.ok(
    told('record').some((text) => text.includes(recordNumber)),
    told('record').join(),
  );
  assert.equal(JSON.stringify(facts).includes(recordNumber), false);
  assert.equal(JSON.stringify(facts).toUpperCase().includes(name.toUpperCase()), false);
});

test('a name that stands amid a line is known by its comma', async () => {
  const { raster, uncovered } = namedPage('edan');
  const redaction = await redactionOf(raster);
  assert.ok(redaction);
  assert.equal(uncovered(redaction.regions), 0);
});

test('where neither name nor number has a label, all print that is no known fact goes too, and the facts stay', async () => {
  const { raster, uncovered, truth } = namedPage('pagewriter');
  const redaction = await redactionOf(raster);
  assert.ok(redaction);
  assert.equal(redaction.certain, false);
  assert.ok(redaction.regions.some(({ kind }) => kind === 'doubtful'));
  assert.equal(uncovered(redaction.regions), 0);
  const rate = truth.texts.find(({ facts }) => facts.includes('heartRateBpm'));
  assert.ok(rate);
  const [x, y, width, height] = rate.boxPx;
  const hit = redaction.regions.filter(
    ({ box }) => box[0] < x + width && box[0] + box[2] > x && box[1] < y + height && box[1] + box[3] > y,
  );
  assert.deepEqual(hit, []);
});

test('of a page whose print cannot be read nobody says that it names no one', async () => {
  const raster = { index: 0, widthPx: 900, heightPx: 600, dpi: null, rgb: new Uint8Array(900 * 600 * 3).fill(250) };
  assert.equal(await redactionOf(raster), null);
});
