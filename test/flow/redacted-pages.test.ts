import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import type { PrintedFacts } from '../../functions/read/types.ts';
import { printed } from '../worker/fake-stages.ts';
import { sendAnalysed } from './analysed-study.ts';
import type { Client } from './client.ts';
import { type TestServer, testServer } from './served.ts';

const NAME = { left: 40, top: 20, width: 200, height: 30 };
const ORDER = { left: 300, top: 20, width: 120, height: 30 };
const RATE = { left: 40, top: 80, width: 90, height: 30 };
const boxOf = ({ left, top, width, height }: typeof NAME) => [left, top, width, height] as const;

const FACTS: PrintedFacts = {
  ...printed({
    orderNumber: { value: 'A0012345', confidence: 0.95, text: 'A0012345', box: boxOf(ORDER) },
    ageYears: { value: 61, confidence: 0.9, text: '02-Feb-1964', box: [NAME.left + 90, NAME.top + 5, 60, 15] },
    heartRateBpm: {
      value: 71,
      confidence: 0.8,
      text: '71',
      box: boxOf(RATE),
      alternatives: [{ value: 11, confidence: 0.3 }],
    },
  }),
  redaction: {
    regions: [
      { kind: 'name', box: boxOf(NAME) },
      { kind: 'record', box: boxOf(ORDER) },
    ],
    certain: true,
  },
};

let server: TestServer;
let reader: Client;
let signer: Client;
before(async () => {
  server = await testServer();
  [reader, signer] = [await server.clientWith('reader'), await server.clientWith('signer')];
});
after(() => server.close());

async function study(facts: PrintedFacts | null, report: object = {}): Promise<string> {
  const away = () => Promise.reject(new Error('the recogniser is away'));
  const { id, run } = await sendAnalysed(server, facts ?? away, report);
  await (facts ? run() : assert.rejects(run()));
  return id;
}

async function isWhite(client: Client, path: string, { left, top, width, height }: typeof NAME): Promise<boolean> {
  const response = await client.get(path);
  assert.equal(response.status, 200, path);
  const picture = sharp(Buffer.from(await response.arrayBuffer())).removeAlpha();
  const pixels = await picture.extract({ left, top, width, height }).raw().toBuffer();
  return pixels.every((value) => value === 255);
}

async function problemOf(client: Client, path: string): Promise<[number, string]> {
  const response = await client.get(path);
  return [response.status, ((await response.json()) as { code: string }).code];
}

test('a reader gets page and overlay blanked, a signer as they were sent, or blanked where asked for', async () => {
  const id = await study(FACTS);
  for (const picture of ['page.png', 'overlay.png']) {
    const path = `/studies/${id}/${picture}`;
    for (const place of [NAME, ORDER]) {
      assert.equal(await isWhite(reader, path, place), true, picture);
      assert.equal(await isWhite(signer, path, place), false, picture);
      assert.equal(await isWhite(signer, `${path}?redacted=true`, place), true, picture);
    }
    assert.equal(await isWhite(reader, path, RATE), false, 'what names nobody stays');
    assert.equal(await isWhite(reader, `${path}?redacted=false`, NAME), true, 'nobody talks itself into the original');
  }
});

test('the picture that one role may keep is never taken for that of the other', async () => {
  const id = await study(FACTS);
  for (const picture of ['page.png', 'overlay.png', 'fields/heartRateBpm.png', 'export.json']) {
    const path = `/studies/${id}/${picture}`;
    const etag = (await signer.get(path)).headers.get('etag')!;
    assert.equal((await signer.get(path, { 'if-none-match': etag })).status, 304);
    assert.equal((await reader.get(path, { 'if-none-match': etag })).status, 200, picture);
  }
});

test('a look at the original is noted in the audit trail, a look at the blanked page as any other', async () => {
  const id = await study(FACTS);
  const noted = async () =>
    (await server.platform.db.auditEvent.findMany({ where: { subjectId: id, action: { endsWith: '.viewed' } } })).map(
      ({ action }) => action,
    );
  await reader.get(`/studies/${id}/page.png`);
  assert.deepEqual(await noted(), ['study.viewed']);
  await signer.get(`/studies/${id}/page.png`);
  assert.deepEqual(await noted(), ['study.viewed', 'identity.viewed']);
});

test('crops are cut from the blanked page, and fields that lead to the patient show a reader nothing', async () => {
  const id = await study(FACTS);
  const query = `query($id: ID!) { study(id: $id) {
    pageRedaction { applied ready certain }
    fields { name value text reason confidence cropUrl alternatives { value confidence } } } }`;
  type Row = {
    name: string;
    value: unknown;
    text: string;
    reason: string;
    cropUrl: string | null;
    alternatives: unknown;
  };
  const seenBy = async (client: Client) => {
    const { data, errors } = await client.graphql(query, { id });
    assert.equal(errors, undefined);
    const named = (name: string) => data.study.fields.find((each: Row) => each.name === name) as Row;
    return { redaction: data.study.pageRedaction, named };
  };
  const own = await seenBy(signer);
  assert.deepEqual(own.redaction, { applied: false, ready: true, certain: true });
  assert.deepEqual([own.named('orderNumber').value, own.named('ageYears').text], ['A0012345', '02-Feb-1964']);
  assert.ok(own.named('orderNumber').cropUrl);

  const theirs = await seenBy(reader);
  assert.deepEqual(theirs.redaction, { applied: true, ready: true, certain: true });
  const order = theirs.named('orderNumber');
  assert.deepEqual(
    [order.value, order.text, order.reason, order.cropUrl, order.alternatives],
    [null, null, 'hidden', null, []],
  );
  const age = theirs.named('ageYears');
  assert.deepEqual([age.value, age.text, age.cropUrl], [61, null, null], 'the age stays, its birth date does not');
  const rate = theirs.named('heartRateBpm');
  assert.deepEqual([rate.text, rate.alternatives], ['71', [{ value: 11, confidence: 0.3 }]]);
  assert.ok(rate.cropUrl);
  // The crop has a margin of 12 px around the box.
  const inside = (place: typeof NAME) => ({ left: 12, top: 12, width: place.width, height: place.height });
  assert.equal(await isWhite(reader, `/studies/${id}/fields/orderNumber.png`, inside(ORDER)), true);
  assert.equal(await isWhite(signer, `/studies/${id}/fields/orderNumber.png`, inside(ORDER)), false);
  assert.equal(await isWhite(reader, `/studies/${id}/fields/heartRateBpm.png`, inside(RATE)), false);
});

test('exports hold neither order number nor birth date for a reader', async () => {
  const id = await study(FACTS, { orderNumber: 'O-4711', recordNumber: 'MRN-4711' });
  for (const ending of ['json', 'pdf', 'csv']) {
    const text = await (await reader.get(`/studies/${id}/export.${ending}`)).text();
    for (const secret of ['O-4711', 'MRN-4711', 'A0012345', '02-Feb-1964']) assert.ok(!text.includes(secret), secret);
  }
  const whole = await (await signer.get(`/studies/${id}/export.json`)).text();
  for (const known of ['O-4711', 'A0012345', '02-Feb-1964']) assert.ok(whole.includes(known), known);
});

test('who may not know whose a study is reaches the patient by no query', async () => {
  const id = await study(FACTS, { orderNumber: 'O-4712', recordNumber: 'MRN-4712' });
  const asked = (client: Client) =>
    client.graphql('query($id: ID!) { study(id: $id) { orderNumber patient { recordNumber } } }', { id });
  assert.deepEqual((await asked(signer)).data.study, { orderNumber: 'O-4712', patient: { recordNumber: 'MRN-4712' } });
  assert.deepEqual((await asked(reader)).data.study, { orderNumber: null, patient: null });
  for (const query of [
    '{ patient(recordNumber: "MRN-4712") { id } }',
    '{ studies(filter: { recordNumber: "MRN-4712" }) { totalCount } }',
  ]) {
    const { errors } = await reader.graphql(query);
    assert.equal(errors?.[0]?.extensions['code'], 'FORBIDDEN', query);
  }
  const sender = await server.clientWith('uploader');
  const sent = await sender.graphql('query($id: ID!) { study(id: $id) { orderNumber } }', { id });
  assert.equal(sent.data.study.orderNumber, 'O-4712', 'the sender knows its own number');
});

test('without a redaction a reader gets the reason and never the page', async () => {
  const unread = await study(null);
  const unreadable = await study({ ...FACTS, redaction: null });
  const { redaction: _, ...older } = FACTS;
  const earlier = await study(older);
  const cases = [
    [unread, 'page.png', 'PAGE_NOT_REDACTED'],
    [unread, 'overlay.png', 'PAGE_NOT_REDACTED'],
    [unreadable, 'page.png', 'TEXT_UNREADABLE'],
    [unreadable, 'fields/heartRateBpm.png', 'TEXT_UNREADABLE'],
    [earlier, 'page.png', 'PAGE_NOT_REDACTED'],
    [earlier, 'page.png?page=1', 'PAGE_NOT_REDACTED'],
  ] as const;
  for (const [id, picture, code] of cases) {
    const status = code === 'PAGE_NOT_REDACTED' ? 409 : 422;
    assert.deepEqual(await problemOf(reader, `/studies/${id}/${picture}`), [status, code], picture);
    if (!picture.includes('page=1')) assert.equal((await signer.get(`/studies/${id}/${picture}`)).status, 200, picture);
  }
  const another = await study(FACTS);
  assert.deepEqual(await problemOf(reader, `/studies/${another}/page.png?page=1`), [409, 'PAGE_NOT_REDACTED']);
});
